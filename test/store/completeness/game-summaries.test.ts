import { describe, expect, it } from 'vitest'
import { AWAY, gameId, HOME, teamLine, TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()
const game = { game_id: gameId(1) }

const action = (action_id: number, period: number, home_score: number, away_score: number): Cells => ({
  ...game,
  action_id,
  action_number: action_id,
  period,
  action_type: 'Made Shot',
  home_score,
  away_score,
})

async function findingsOf(homePoints: Cells): Promise<readonly string[]> {
  await season.store('game_summaries', { ...game, home_team_id: HOME, away_team_id: AWAY })
  await season.store('play_by_play', action(1, 1, 20, 18), action(2, 2, 31, 40), action(3, 2, 33, 40))
  await season.store(
    'game_line_scores',
    { ...game, team_id: HOME, points: 33, points_period_1: 20, points_period_2: 13, ...homePoints },
    { ...game, team_id: AWAY, points: 40, points_period_1: 18, points_period_2: 22 },
  )
  return (await season.findings('game_summaries')).map(({ kind, detail }) => `${kind}: ${detail}`)
}

describe('the points of each period', () => {
  it('are those by which the score of the play-by-play rises', async () => {
    expect(await findingsOf({})).toEqual([])
  })

  it('are noted where they differ, by the name of the team', async () => {
    await season.store('team_game_logs', teamLine(1, HOME, { points: 33 }), teamLine(1, AWAY))
    const found = await findingsOf({ points_period_1: 19, points_period_2: 14 })
    expect(found.join('\n')).toContain(
      'note: game_summaries, points of the periods: 0021800001: HOM: period 1 19, play_by_play 20, period 2 14, play_by_play 13',
    )
  })
})

describe("a team's points by how they came about", () => {
  it('are those of the misc box score', async () => {
    await season.store('game_team_stats', { ...game, team_id: HOME, points_paint: 40 })
    await season.store('box_score_misc_teams', { ...game, team_id: HOME, is_home: true, points_paint: 44 })
    expect(await season.findings('game_summaries')).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: '1: points_paint 40, box_score_misc_teams 44' },
    ])
  })
})
