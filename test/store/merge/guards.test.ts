import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import games from '../../../src/datasets/nba/games.js'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import type { Dataset } from '../../../src/datasets/dataset.js'
import { columnType } from '../../../src/datasets/kit/cells.js'
import { tableSpec } from '../../../src/datasets/kit/table-spec.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { gameRow, holdsOfRun, mergeAnswer, playerLines, SCOPE, teamLine } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

type Row = ReturnType<typeof gameRow>
const list = (rows: readonly Row[]) => mergeAnswer(database.pool, games, { rows })
const players = (rows: readonly Row[]) => mergeAnswer(database.pool, playerGameLogs, { rows })
const teams = (rows: readonly Row[]) => mergeAnswer(database.pool, teamGameLogs, { rows })
const played = (count: number): Row[] => Array.from({ length: count }, (_, i) => gameRow(i + 1))

describe('a game that a complete answer lacks', () => {
  it('is held, and named, where another source has it', async () => {
    await list(played(2))
    await players(playerLines(2, 3))
    const held = await players(playerLines(1, 3))
    expect(held).toMatchObject({ removed: 0, held: 3 })
    expect(await holdsOfRun(database.pool, held)).toEqual([
      {
        subject: '0021800002',
        column_name: null,
        rows: 3,
        detail:
          'the answer lacks 3 stored rows; kept, since a correction does not remove a whole game (--accept-removals removes them)',
      },
    ])
  })

  it('goes where the other sources know the season and not the game', async () => {
    await list(played(1))
    await players(playerLines(2, 3))
    expect(await players(playerLines(1, 3))).toMatchObject({ removed: 3, held: 0 })
  })

  it('is held where no other source knows the season', async () => {
    await players(playerLines(2, 3))
    expect(await players(playerLines(1, 3))).toMatchObject({ removed: 0, held: 3 })
  })

  it('is held with the other absent rows of its scope, each named by its own game', async () => {
    await list(played(2))
    await players(playerLines(2, 3))
    const held = await players(playerLines(1, 2))
    expect(await holdsOfRun(database.pool, held)).toMatchObject([
      { subject: '0021800001', rows: 1 },
      { subject: '0021800002', rows: 3 },
    ])
  })

  const unplayed = (count: number): Row[] =>
    Array.from({ length: count }, (_, i) => gameRow(61 + i, { status: 1 }))

  it('goes without alarm where it never began, as many as the if-necessary games of a round', async () => {
    await list([...played(60), ...unplayed(24)])
    expect(await list(played(60))).toMatchObject({ removed: 24, held: 0 })
  })

  it('is held where it never began and half a schedule vanishes with it', async () => {
    await list([...played(60), ...unplayed(25)])
    expect(await list(played(60))).toMatchObject({ removed: 0, held: 25 })
  })

  it('is held where it never began and a log has it', async () => {
    await list([gameRow(1), gameRow(2, { status: 1 })])
    await players(playerLines(2, 3))
    expect(await list([gameRow(1)])).toMatchObject({ removed: 0, held: 1 })
  })
})

describe('a line of one of the two teams that the team log lacks', () => {
  it('is held where the list of games has the team', async () => {
    await list([gameRow(1)])
    await teams([teamLine(1, 1), teamLine(1, 2)])
    const held = await teams([teamLine(1, 1)])
    expect(held).toMatchObject({ removed: 0, held: 1 })
    expect(await holdsOfRun(database.pool, held)).toMatchObject([{ subject: '0021800001', rows: 1 }])
  })

  it('goes where the list of games has another team', async () => {
    await list([gameRow(1)])
    await teams([teamLine(1, 1), teamLine(1, 2), teamLine(1, 3)])
    expect(await teams([teamLine(1, 1), teamLine(1, 2)])).toMatchObject({ removed: 1, held: 0 })
  })
})

describe("a box score's teams", () => {
  const GAME = '0021800001'
  const box = async (...ids: readonly number[]) => {
    const rows = ids.map((team_id) => ({ game_id: GAME, team_id, is_home: team_id === ids[0] }))
    await mergeAnswer(database.pool, boxScores, {
      rows: { box_score_teams: rows },
      facts: { scopes: { box_score_players: [GAME], box_score_teams: [GAME] } },
    })
    const stored = await database.pool.query<{ team_id: number }>(
      'select team_id from box_score_teams order by 1',
    )
    return stored.rows.map(({ team_id }) => team_id)
  }

  it('stay where an answer has other teams than the game', async () => {
    await list([gameRow(1)])
    await box(1, 2)
    expect(await box(1, 999)).toEqual([1, 2, 999])
  })

  it("go where they are not the game's, once an answer has the right ones", async () => {
    await list([gameRow(1)])
    await box(998, 999)
    expect(await box(1, 2)).toEqual([1, 2])
  })

  it('stay where nothing tells the teams of the game', async () => {
    await box(998, 999)
    expect(await box(1, 2)).toEqual([1, 2, 998, 999])
  })
})

describe('columns of data that are called as a person might call them', () => {
  it('are no obstacle to a removal, nor to a hold', async () => {
    await database.pool.query(
      `create table remarks (season text, season_type text, player_id bigint, reason text, guarded text, scope_values text,
         answered_by text, may_vanish text, run_id text, response_id bigint, synced_at timestamptz, first_synced_at timestamptz,
         primary key (season, season_type, player_id))`,
    )
    const remarks = remarksOf(playerGameLogs)
    const rows = Array.from({ length: 60 }, (_, i) => remark(i))
    const told = (count: number) => mergeAnswer(database.pool, remarks, { rows: rows.slice(0, count) })
    await told(60)
    expect(await told(59)).toMatchObject({ removed: 1, held: 0 })
    expect(await told(50)).toMatchObject({ removed: 0, held: 9 })
  })
})

const remark = (player: number): Row => ({
  season: SCOPE.season,
  season_type: SCOPE.seasonType,
  player_id: player,
  reason: 'late',
  guarded: 'no',
  scope_values: 'x',
  answered_by: 'x',
  may_vanish: 'yes',
})

/** A dataset of a project of its own, in a table without other sources. */
function remarksOf(like: Dataset): Dataset {
  const columns = Object.keys(remark(0))
  const table = tableSpec({
    table: 'remarks',
    key: ['season', 'season_type', 'player_id'],
    fields: [],
    adds: Object.fromEntries(columns.map((column) => [column, columnType.nullable('text')])),
  })
  return { ...like, name: 'remarks', tables: [table] }
}
