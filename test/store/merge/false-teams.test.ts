import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../../src/datasets/catalogue.js'
import type { Dataset, TableSpec } from '../../../src/datasets/dataset.js'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, SCOPE, teamLine } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

/** Teams with a line in the game of the season, and one that nobody knows. */
const [HOME, AWAY, NOBODY] = [1, 2, 999]

const GAME = '0021800001'

/** A request for any of the tables; those of a game are about it. */
const REQUEST = {
  service: 'stats',
  endpoint: 'x',
  path: 'x',
  params: { LeagueID: '00' },
  label: 'x',
  about: GAME,
}

type Row = Record<string, Cell>

/** What a column holds unless told otherwise, by its type. */
const VALUES: Readonly<Record<string, Cell>> = { text: '00', bool: true, date: '2018-10-16' }

/** A team's row of a table, of a franchise since 1949 or of the season. */
function rowOf({ types }: TableSpec, team: number): Row {
  const known: Row = {
    team_id: team,
    season: SCOPE.season,
    season_type: SCOPE.seasonType,
    game_id: GAME,
    start_year: 1949,
    first_year: 1949,
    end_year: 2025,
    last_year: 2025,
  }
  return Object.fromEntries(
    Object.entries(types).map(
      ([
        column,
        {
          types: [type = ''],
        },
      ]) => [column, known[column] ?? VALUES[type] ?? 7],
    ),
  )
}

/** Tables with a guard of teams whose answers are about a season, a game or all of history; one of each kind. */
const GUARDED = [
  ...new Map(
    CATALOGUE.nba.flatMap((dataset) =>
      dataset.tables
        .filter(({ completes }) => completes?.guard === 'team_id' && !completes.columns.includes('team_id'))
        .map((table) => [
          JSON.stringify([table.knownBy, table.completes?.columns]),
          [table.name, dataset, table] as const,
        ]),
    ),
  ).values(),
]

/** Merges answers with rows of these teams, one after the other, and gives the teams that are stored then. */
async function told(dataset: Dataset, table: TableSpec, ...answers: readonly (readonly number[])[]) {
  const values = table.completes?.values(REQUEST, SCOPE) ?? []
  for (const teams of answers)
    await mergeAnswer(database.pool, dataset, {
      rows: { [table.name]: teams.map((team) => rowOf(table, team)) },
      facts: { scopes: { [table.name]: values } },
    })
  const { rows } = await database.pool.query<{ team_id: number }>(
    `select team_id from ${table.name} order by 1`,
  )
  return rows.map(({ team_id }) => team_id)
}

describe.each(GUARDED)('the teams of %s', (_name, dataset, table) => {
  it('lose one that nobody knows, once an answer lacks it', async () => {
    await mergeAnswer(database.pool, teamGameLogs, { rows: [teamLine(1, HOME), teamLine(1, AWAY)] })
    expect(await told(dataset, table, [HOME, NOBODY], [HOME, AWAY])).toEqual([HOME, AWAY])
  })

  it('keep one that has played', async () => {
    await mergeAnswer(database.pool, teamGameLogs, { rows: [teamLine(1, HOME), teamLine(1, AWAY)] })
    expect(await told(dataset, table, [HOME, AWAY], [HOME])).toEqual([HOME, AWAY])
  })

  it('keep each where nothing else is stored', async () => {
    expect(await told(dataset, table, [HOME, NOBODY], [HOME, AWAY])).toEqual([HOME, AWAY, NOBODY])
  })
})

describe('the players of a draft combine', () => {
  const [drills, measurements] = CATALOGUE.nba
    .filter(({ name }) => ['draft_combine_drills', 'draft_combine_measurements'].includes(name))
    .map((dataset) => ({ dataset, table: dataset.tables[0] }))

  /** Merges lists of these players, one after the other, and gives the players that are stored then. */
  async function listed(of: typeof drills, ...answers: readonly (readonly number[])[]) {
    if (of?.table === undefined) throw new Error('no such dataset')
    const { dataset, table } = of
    for (const players of answers)
      await mergeAnswer(database.pool, dataset, {
        rows: players.map((player) => ({ ...rowOf(table, HOME), player_id: player })),
        facts: { scopes: { [table.name]: [SCOPE.season] } },
      })
    const { rows } = await database.pool.query<{ player_id: number }>(
      `select player_id from ${table.name} order by 1`,
    )
    return rows.map(({ player_id: id }) => id)
  }

  it('lose one who is in no other list, and keep one who is', async () => {
    await listed(measurements, [1, 2])
    expect(await listed(drills, [1, 2, 999], [1])).toEqual([1, 2, 999]) // since 2 is kept
    expect(await listed(drills, [1, 2])).toEqual([1, 2])
  })
})
