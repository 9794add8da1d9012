import { describe, expect, it } from 'vitest'
import { gamesOfATeam } from '../../src/season/whole-season.js'

const LATER = '2026-11-25'
const regular = (season: string, today = LATER) =>
  gamesOfATeam({ season, seasonType: 'Regular Season' }, today)

describe('the games of a team in a regular season', () => {
  it.each([
    ['1967-68', 82, 82],
    ['1998-99', 50, 50],
    ['2011-12', 66, 66],
    ['2019-20', 63, 75],
    ['2020-21', 72, 72],
    ['2025-26', 82, 82],
  ])('are known since 1967-68, in years of lockouts and of the pandemic too: %s', (season, least, most) => {
    expect(regular(season)).toMatchObject({ least, most })
  })

  it('are one fewer in 2012-13 for Boston and Indiana, whose game was cancelled', () => {
    expect(regular('2012-13')?.exceptions).toEqual({ 1610612738: 81, 1610612754: 81 })
  })

  it('are not known before', () => {
    expect(regular('1966-67')).toBeUndefined()
  })

  it('are not known while the season is running', () => {
    expect(regular('2025-26', '2026-05-31')).toBeUndefined()
    expect(regular('2019-20', '2020-08-31')).toBeUndefined()
  })

  it('are not known in the playoffs', () => {
    expect(gamesOfATeam({ season: '2018-19', seasonType: 'Playoffs' }, LATER)).toBeUndefined()
  })
})
