import { describe, expect, it } from 'vitest'
import type { Narrow } from '../../src/contracts/season-run.js'
import { Estimate, storedAnswers } from '../../src/runs/estimate.js'
import { AWAY, dateOf, HOME, SCOPE, teamLine, TinySeason } from '../store/completeness/tiny-season.js'

const stored = new TinySeason()

/** The requests of several seasons, one after the other. */
async function estimated(dataset: string, ...seasons: readonly string[]): Promise<readonly number[]> {
  const estimate = new Estimate('nba', '2026-01-01')
  const counts: number[] = []
  for (const season of seasons) {
    const requests = await estimate.requests({ season, seasonType: 'Regular Season' }, { only: [dataset] })
    counts.push(requests.get(dataset) ?? 0)
  }
  return counts
}

describe('an estimate of several seasons', () => {
  it('asks once for what names no season, and stays fresh', async () => {
    expect(await estimated('draft_picks', '2018-19', '2017-18')).toEqual([1, 0])
    expect(await estimated('team_details', '2018-19', '2017-18')).toEqual([30, 0])
  })

  it('asks about a player in one of his seasons', async () => {
    expect(await estimated('player_biographies', '2018-19', '2017-18')).toEqual([540, 103])
  })

  it('asks in each season for what is about one', async () => {
    expect(await estimated('rosters', '2018-19', '2017-18')).toEqual([30, 30])
    expect(await estimated('lineups', '2018-19', '2017-18')).toEqual([120, 120])
  })
})

describe('an estimate of a part of a season that is not stored', () => {
  const boxesOf = async (narrow: Narrow, today = '2026-06-30'): Promise<number> => {
    const scope = { season: '2018-19', seasonType: 'Regular Season' } as const
    const requests = await new Estimate('nba', today).requests(scope, { only: ['box_scores'], narrow })
    return requests.get('box_scores') ?? 0
  }

  it('takes the games of its days, as many on each', async () => {
    const week = await boxesOf({ since: '2019-01-01', until: '2019-01-07' })
    expect(week).toBeGreaterThan(45)
    expect(week).toBeLessThan(55)
    expect(await boxesOf({ until: '2018-09-01' })).toBe(0)
    expect(await boxesOf({ since: '2018-09-01' })).toBe(1230)
  })

  it('takes a fifteenth of them for one of thirty teams', async () => {
    expect(await boxesOf({ team: 'BOS' })).toBe(82)
    expect(await boxesOf({ team: 'BOS', since: '2019-01-01', until: '2019-01-07' })).toBe(3)
  })

  it('takes two days for the latest games', async () => {
    const latest = await boxesOf({ latest: true }, '2019-01-02')
    expect(latest).toBeGreaterThan(10)
    expect(latest).toBeLessThan(40)
  })
})

it('an estimate of the latest games takes those of the last two days, where the season is stored', async () => {
  for (const game of [1, 2, 3, 4])
    await stored.store('team_game_logs', teamLine(game, HOME), teamLine(game, AWAY))
  const request = { only: ['box_scores'], narrow: { latest: true } } as const
  const today = dateOf(4)
  const answers = await storedAnswers(stored.pool, 'nba', today, request, [SCOPE])
  const requests = await new Estimate('nba', today, answers).requests(SCOPE, request)
  expect(requests.get('box_scores')).toBe(2)
})
