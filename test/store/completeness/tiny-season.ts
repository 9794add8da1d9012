import type pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { datasetOf } from '../../../src/datasets/catalogue.js'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import type { SourceName } from '../../../src/contracts/source-names.js'
import type { SeasonScope } from '../../../src/season/season.js'
import { verifyDataset, type Verification } from '../../../src/store/completeness/completeness.js'
import type { Finding } from '../../../src/store/runs/findings.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

export const SCOPE: SeasonScope = { season: '2018-19', seasonType: 'Regular Season' }

/** Two teams: in each game the home team, HOM, wins by 50 : 40. Each has five players, with 10 and 8 points each. */
export const HOME = 1
export const AWAY = 2

/** A day of the season some days after the last of the games, which are played on the 11th, 12th, and so on. */
const TODAY = '2018-10-25'

export const gameId = (game: number): string => `002180000${game}`
export const dateOf = (game: number): string => `2018-10-1${game}`
const season = { season: SCOPE.season, season_type: SCOPE.seasonType }

export type Cells = Record<string, Cell>

export const gameRow = (game: number, more: Cells = {}): Cells => ({
  ...season,
  game_id: gameId(game),
  game_date: dateOf(game),
  status: 3,
  home_team_id: HOME,
  away_team_id: AWAY,
  home_score: 50,
  away_score: 40,
  ...more,
})

/** A game that was not played yet. */
export const unplayed: Cells = { status: 1, home_score: null, away_score: null }

const sideOf = (team: number): Cells => ({
  team_id: team,
  team_abbreviation: team === HOME ? 'HOM' : 'AWA',
  matchup: team === HOME ? 'HOM vs. AWA' : 'AWA @ HOM',
  result: team === HOME ? 'W' : 'L',
})

export const teamLine = (game: number, team: number, more: Cells = {}): Cells => ({
  ...season,
  game_id: gameId(game),
  game_date: dateOf(game),
  ...sideOf(team),
  team_name: 'X',
  minutes: 240,
  points: team === HOME ? 50 : 40,
  assists: 15,
  rebounds: 45,
  ...more,
})
export const teamLinesOf = (game: number, more: Cells = {}): Cells[] => [
  teamLine(game, HOME, more),
  teamLine(game, AWAY, more),
]

export const playerLine = (game: number, team: number, player: number, more: Cells = {}): Cells => ({
  ...season,
  game_id: gameId(game),
  game_date: dateOf(game),
  ...sideOf(team),
  player_id: player,
  player_name: `Player ${player}`,
  minutes: 48,
  points: team === HOME ? 10 : 8,
  assists: 3,
  rebounds: 9,
  ...more,
})
export const playersOf = (game: number, team: number, more: Cells = {}): Cells[] =>
  Array.from({ length: 5 }, (_, i) => playerLine(game, team, team * 100 + i, more))
export const playerLinesOf = (game: number): Cells[] => [...playersOf(game, HOME), ...playersOf(game, AWAY)]

export const record = (team: number, wins: number, losses: number, more: Cells = {}): Cells => ({
  ...season,
  team_id: team,
  wins,
  losses,
  ...more,
})

/** A database in which tests store the rows of a season as if syncs had brought them. */
export class TinySeason {
  #database: TestDatabase | undefined

  /** Opens a database for the tests of a file, and empties it before each. */
  constructor() {
    beforeAll(async () => {
      this.#database = await createTestDatabase()
    })
    afterAll(() => this.#database?.close())
    beforeEach(() => emptyTables(this.pool))
  }

  get pool(): pg.Pool {
    if (this.#database === undefined) throw new Error('the database is opened before the first test')
    return this.#database.pool
  }

  async store(table: string, ...rows: readonly Cells[]): Promise<void> {
    const provenance = { run_id: 'run', response_id: 1, synced_at: 'now', first_synced_at: 'now' }
    await this.pool.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows.map((row) => ({ ...row, ...provenance }))),
    ])
  }

  verify(dataset: string, today = TODAY, scope = SCOPE, source: SourceName = 'nba'): Promise<Verification> {
    return verifyDataset(this.pool, { ...datasetOf(source, dataset), name: dataset }, scope, today)
  }

  /** The findings of a dataset, without its name. */
  async findings(
    dataset: string,
    today?: string,
    source?: SourceName,
  ): Promise<readonly Omit<Finding, 'dataset'>[]> {
    const { findings } = await this.verify(dataset, today, SCOPE, source)
    return findings.map(({ kind, subject, detail }) => ({ kind, subject, detail }))
  }
}
