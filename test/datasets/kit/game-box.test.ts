import { describe, expect, it } from 'vitest'
import { cell } from '../../../src/datasets/kit/cells.js'
import { field } from '../../../src/datasets/kit/fields.js'
import { gameBox } from '../../../src/datasets/kit/game-box.js'
import { transformed } from '../transforming.js'

const tracking = gameBox('box_scores', {
  title: 'x',
  endpoint: 'x',
  root: 'box',
  since: 1996,
  players: { table: 'box_score_players', fields: { rebounds: field('statistics.speed', cell.count) } },
  teams: { table: 'box_score_teams', fields: {} },
  statistics: { minutes: field('minutes', cell.clockMinutes), points: field('points', cell.count) },
})

const player = (personId: number, minutes: string) => ({
  personId,
  statistics: { minutes, points: 0, speed: 4 },
})
const team = (teamId: number, ...players: object[]) => ({
  teamId,
  players,
  statistics: { minutes: '', points: 90 },
})

describe('a box score with statistics that only players have', () => {
  it('knows none of them of who did not play', async () => {
    const box = {
      gameId: '0021800001',
      homeTeam: team(1, player(7, '12:00'), player(8, '')),
      awayTeam: team(2),
    }
    const out = await transformed(tracking, { box })
    expect(out.of('box_score_players')).toMatchObject([
      { player_id: 7, minutes: 12, points: 0, rebounds: 4 },
      { player_id: 8, minutes: null, points: null, rebounds: null },
    ])
    expect(out.of('box_score_teams')).toMatchObject([{ points: 90 }, { points: 90 }])
  })

  it('leaves a line with statistics that has no minutes as it came', async () => {
    const scorer = { personId: 7, statistics: { minutes: '', points: 39, speed: 4 } }
    const out = await transformed(tracking, {
      box: { gameId: '0021800001', homeTeam: team(1, scorer), awayTeam: team(2) },
    })
    expect(out.of('box_score_players')).toMatchObject([{ minutes: null, points: 39, rebounds: 4 }])
  })

  it('is held against the games that were played, by who has minutes where lines have them', () => {
    expect(tracking.verify).toMatchObject([
      { rows: [{ count: { exactly: 2 } }, { count: { least: 10 }, played: 'minutes' }] },
    ])
    const withoutMinutes = gameBox('box_scores', {
      title: 'x',
      endpoint: 'x',
      root: 'box',
      since: 1996,
      players: { table: 'box_score_players', fields: {} },
      teams: { table: 'box_score_teams', fields: {} },
      statistics: { points: field('points', cell.count) },
    })
    expect(withoutMinutes.verify).toEqual([
      {
        kind: 'every-played-game',
        rows: [
          { table: 'box_score_teams', count: { exactly: 2 } },
          { table: 'box_score_players', count: { least: 10 } },
        ],
      },
    ])
  })
})
