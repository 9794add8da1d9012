import { describe, expect, it } from 'vitest'
import { headline, settledText, verifiedInText } from '../../../src/cli/reports/run-report.js'

const run = { source: 'nba', recheckDays: 7 } as const
const ofGames = { name: 'box_scores', settled: 1216 }
const ofPlayers = { name: 'player_biographies', settled: 530 }

describe('the first line of a summary', () => {
  const ended = {
    season: '2018-19',
    seasonType: 'Regular Season',
    narrow: null,
    trigger: 'manual',
    outcome: 'partial',
    players: null,
  } as const

  it('names the datasets of the run', () => {
    const steps = [{ name: 'games' }, { name: 'standings' }]
    expect(headline({ run: ended, steps })).toBe(
      'Synced games, standings for 2018-19 Regular Season, not all of it',
    )
  })

  it('says nothing was synced or rebuilt by a run that recorded no step', () => {
    expect(headline({ run: ended, steps: [] })).toBe('Synced nothing for 2018-19 Regular Season')
    expect(headline({ run: { ...ended, outcome: 'succeeded', trigger: 'rebuild' }, steps: [] })).toBe(
      'Rebuilt nothing for 2018-19 Regular Season from the archive',
    )
  })
})

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

describe('datasets that an earlier run has verified', () => {
  const step = (name: string, verifiedIn: string | null) => ({ name, verifiedIn })

  it('are named with the run, or as all', () => {
    const end = '; nothing was written since'
    expect(verifiedInText([step('games', 'first'), step('standings', 'first')])).toBe(`run first${end}`)
    const some = [step('games', 'first'), step('standings', null), step('players', 'second')]
    expect(verifiedInText(some)).toBe(`run first (games); run second (players)${end}`)
  })

  it('are not told of where there are none', () => {
    expect(verifiedInText([step('games', null)])).toBeNull()
  })
})
