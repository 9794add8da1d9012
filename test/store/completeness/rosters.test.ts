import { describe, expect, it } from 'vitest'
import { AWAY, HOME, playerLine, SCOPE, teamLine, TinySeason } from './tiny-season.js'

const tiny = new TinySeason()
const PLAYERS = [11, 12, 13, 14, 15, 16]

/** A game in which these played for the team, and the rosters with these. */
async function findingsOf(players: readonly number[], roster: readonly number[]) {
  await tiny.store('team_game_logs', teamLine(1, HOME))
  for (const id of players) await tiny.store('player_game_logs', playerLine(1, HOME, id))
  for (const id of roster)
    await tiny.store('rosters', { season: SCOPE.season, team_id: HOME, player_id: id, player_name: `P${id}` })
  return tiny.findings('rosters')
}

describe('the roster of a team', () => {
  it('may lack who is gone, and have who has not played yet', async () => {
    expect(await findingsOf(PLAYERS, [...PLAYERS.slice(1), 21, 22])).toEqual([])
    expect(await tiny.verify('rosters')).toMatchObject({ verifiedBy: 'team_game_logs, player_game_logs' })
  })

  it('is wrong with players who have played for another team', async () => {
    for (const id of [21, 22, 23, 24, 25]) await tiny.store('player_game_logs', playerLine(1, AWAY, id))
    expect(await findingsOf(PLAYERS, [11, 21, 22, 23, 24, 25])).toEqual([
      { kind: 'wrong', subject: `${HOME}`, detail: 'HOM: 1 of 6 players have a line for the team' },
    ])
  })
})
