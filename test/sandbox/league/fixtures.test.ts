import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/datasets/dataset.js'
import { regularSeason } from '../../../src/sandbox/league/fixtures.js'
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.js'
import { seasonOf } from '../../../src/season/season.js'
import { gamesOfATeam } from '../../../src/season/whole-season.js'
import { AFTER_2024_25, groupedBy, jsonOf, rowsOf, scopeOf, transformed } from '../api/sandbox-requests.js'

let over: Sandbox
let during: Sandbox
const TODAY = '2025-01-15'
beforeAll(async () => {
  over = await startSandbox({ asOf: AFTER_2024_25 })
  during = await startSandbox({ asOf: TODAY })
})
afterAll(async () => void (await Promise.all([over.stop(), during.stop()])))

const gamesOf = (sandbox: Sandbox, season: string): Promise<readonly Row[]> =>
  rowsOf(sandbox, 'games', scopeOf(season), 'games')

describe('a season of the sandbox', () => {
  it.each(['1946-47', '2018-19', '2024-25'])(
    'such as %s has thirty teams with 82 games each, 41 at home',
    async (season) => {
      const games = await gamesOf(over, season)
      expect(games).toHaveLength(1230)
      const [atHome, away] = [groupedBy(games, 'home_team_id'), groupedBy(games, 'away_team_id')]
      expect([atHome.size, away.size]).toEqual([30, 30])
      for (const side of [atHome, away])
        expect([...side.values()].every((list) => list.length === 41)).toBe(true)
    },
  )

  it('has as many games of each team as verify expects, half of them at home, in shorter seasons too', () => {
    for (const year of [1946, 1967, 1998, 2011, 2012, 2019, 2020, 2025]) {
      const scope = { season: seasonOf(year), seasonType: 'Regular Season' } as const
      const { least, most } = gamesOfATeam(scope, '9999-12-31') ?? { least: 82, most: 82 }
      const games = regularSeason(1946, year)
      for (let team = 0; team < 30; team++) {
        const [home, away] = [
          games.filter((game) => game.home === team),
          games.filter((game) => game.away === team),
        ]
        const each = { year, team, games: home.length + away.length }
        expect(each.games, JSON.stringify(each)).toBeGreaterThanOrEqual(least)
        expect(each.games, JSON.stringify(each)).toBeLessThanOrEqual(most)
        expect(home.length).toBe(away.length)
      }
    }
  })

  it('runs from October to April and lets no team play twice on a day', async () => {
    const games = await gamesOf(over, '2024-25')
    const appearances = games.flatMap((game) => [
      `${game.game_date} ${game.home_team_id}`,
      `${game.game_date} ${game.away_team_id}`,
    ])
    expect(new Set(appearances).size).toBe(2460)
    const dates = games.map((game) => String(game.game_date))
    expect([dates[0], dates.at(-1)]).toEqual(['2024-10-22', '2025-04-13'])
    expect(dates).toEqual(dates.toSorted())
    expect([games[0]?.game_id, games.at(-1)?.game_id]).toEqual(['0022400001', '0022401230'])
  })

  it('has tip-offs in the afternoon and evening, Eastern time, and two games at a neutral site', async () => {
    const games = await gamesOf(over, '2024-25')
    const hours = new Set(games.map((game) => (new Date(String(game.tipoff_at)).getUTCHours() + 19) % 24))
    expect([...hours].every((hour) => hour >= 15 || hour === 0)).toBe(true)
    expect(games.filter((game) => game.arena_city === 'Port Meridian')).toHaveLength(2)
  })

  it('has a preseason and playoffs of four rounds', async () => {
    const preseason = await rowsOf(over, 'games', scopeOf('2024-25', 'Pre Season'), 'games')
    expect(preseason).toHaveLength(75)
    const playoffs = await rowsOf(over, 'games', scopeOf('2024-25', 'Playoffs'), 'games')
    const series = groupedBy(
      playoffs.map((game) => ({ series: String(game.game_id).slice(0, 9) })),
      'series',
    )
    expect(series.size).toBe(15)
    expect([...series.values()].every((games) => games.length >= 4 && games.length <= 7)).toBe(true)
  })
})

describe('a season of the sandbox in progress', () => {
  it('has its played games in the game logs and the later games with status 1', async () => {
    const games = await gamesOf(during, '2024-25')
    expect(games).toHaveLength(1230)
    for (const game of games) {
      const played = String(game.game_date) <= TODAY
      expect(game.status).toBe(played ? 3 : 1)
      expect(game.home_score === null).toBe(!played)
    }
    const lines = await rowsOf(during, 'team_game_logs', scopeOf('2024-25'))
    expect(lines).toHaveLength(2 * games.filter((game) => game.status === 3).length)
    expect(lines.every((line) => String(line.game_date) <= TODAY)).toBe(true)
    const { rows } = await transformed(during, 'games', scopeOf('2024-25', 'Playoffs'))
    expect(rows).toEqual({})
  })

  it('has the same results as the finished season', async () => {
    const [early, late] = await Promise.all(
      [during, over].map((sandbox) => rowsOf(sandbox, 'player_game_logs', scopeOf('2024-25'))),
    )
    expect(late?.slice(0, early?.length)).toEqual(early)
  })

  it('has no box score of a future game', async () => {
    expect(await jsonOf(during, '/stats/boxscoretraditionalv3?GameID=0022401230')).toMatchObject({
      boxScoreTraditional: null,
    })
  })

  it('is followed by one season without results, and by none after that', async () => {
    const next = await gamesOf(during, '2025-26')
    expect(next).toHaveLength(1230)
    expect(next.every((game) => game.status === 1)).toBe(true)
    expect((await transformed(during, 'player_game_logs', scopeOf('2025-26'))).rows).toEqual({})
    for (const season of ['2026-27', '1945-46']) {
      expect((await transformed(during, 'games', scopeOf(season))).rows).toEqual({})
    }
  })
})
