import { expect, it } from 'vitest'
import { seasonOf } from '../../src/season/season.js'
import { seasonSize } from '../../src/season/season-size.js'
import { gamesOfATeam } from '../../src/season/whole-season.js'

const TODAY = '2026-06-30'
const regular = (year: number) => ({ season: seasonOf(year), seasonType: 'Regular Season' }) as const

it('a regular season has half as many games as its teams have together', () => {
  for (let year = 1967; year < 2025; year++) {
    const games = gamesOfATeam(regular(year), TODAY)
    if (games === undefined || games.least !== games.most) continue
    const { teams, games: all } = seasonSize(regular(year), TODAY)
    const fewer = Object.values(games.exceptions).reduce((sum, own) => sum + games.least - own, 0)
    expect([year, all]).toEqual([year, (teams * games.least - fewer) / 2])
  }
})

it('all of history is about 70,000 games of regular seasons', () => {
  const years = Array.from({ length: 79 }, (_, i) => 1946 + i)
  const games = years.reduce((sum, year) => sum + seasonSize(regular(year), TODAY).games, 0)
  expect(games).toBeGreaterThan(66_000)
  expect(games).toBeLessThan(74_000)
})

it('a season that is under way has the games of its days so far', () => {
  expect(seasonSize(regular(2025), '2025-10-01').games).toBe(0)
  expect(seasonSize(regular(2025), '2026-01-15').games).toBeGreaterThan(500)
  expect(seasonSize(regular(2025), '2026-01-15').games).toBeLessThan(700)
  expect(seasonSize(regular(2025), '2026-05-01').games).toBe(1230)
  expect(seasonSize({ season: '2025-26', seasonType: 'Playoffs' }, '2026-01-15').games).toBe(0)
})
