import { describe, expect, it } from 'vitest'
import { settledText } from '../../../src/cli/reports/run-report.js'

const run = { source: 'nba', recheckDays: 7 } as const
const ofGames = { name: 'box_scores', settled: 1216 }
const ofPlayers = { name: 'player_biographies', settled: 530 }

describe('requests that were not sent', () => {
  it('are about games that no longer change, or have answers that are fresh', () => {
    const games = '1,216 requests about games of more than 7 days ago, whose answers are in the tables'
    expect(settledText(run, [ofGames])).toBe(`${games} (--recheck all asks again)`)
    expect(settledText(run, [ofGames, ofPlayers])).toBe(
      `${games}; 530 requests whose answers are fresh (--recheck all asks again)`,
    )
  })

  it('are not told of where all were sent', () => {
    expect(settledText(run, [{ ...ofPlayers, settled: 0 }])).toBeNull()
  })
})
