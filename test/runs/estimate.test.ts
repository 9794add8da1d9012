import { describe, expect, it } from 'vitest'
import { Estimate } from '../../src/runs/estimate.js'

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
