import { expect, it } from 'vitest'
import { Estimate, storedAnswers } from '../../src/runs/estimate.js'
import { AWAY, dateOf, HOME, SCOPE, teamLine, TinySeason } from '../store/completeness/tiny-season.js'

const season = new TinySeason()

it('an estimate of the latest games takes those of the last two days, where the season is stored', async () => {
  for (const game of [1, 2, 3, 4])
    await season.store('team_game_logs', teamLine(game, HOME), teamLine(game, AWAY))
  const request = { only: ['box_scores'], narrow: { latest: true } } as const
  const today = dateOf(4)
  const stored = await storedAnswers(season.pool, 'nba', today, request, [SCOPE])
  const requests = await new Estimate('nba', today, stored).requests(SCOPE, request)
  expect(requests.get('box_scores')).toBe(2)
})
