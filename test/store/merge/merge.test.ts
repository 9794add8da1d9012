import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fingerprintOf } from '../../../src/datasets/fingerprint.js'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import games from '../../../src/datasets/nba/games.js'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import playerSeasons from '../../../src/datasets/nba/player-seasons.js'
import players from '../../../src/datasets/nba/players.js'
import standings from '../../../src/datasets/nba/standings.js'
import teams from '../../../src/datasets/nba/teams.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { keepWritersOut, waitUntilBlocked } from '../../support/waiting.js'
import { merge, mergeAnswer, playerLine, playerLines, SCOPE, storeAnswer, type Answer } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const lines = (answer: Answer) => mergeAnswer(database.pool, playerGameLogs, answer)

async function all<T>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test names what it asks for
  return (await database.pool.query(sql, [...values])).rows as T[]
}

const ledger = () =>
  all<Record<string, unknown>>(
    `select table_name, row_key, column_name, old_value, new_value, run_id, old_response_id, new_response_id, cause
     from row_changes order by id`,
  )

/** The transactions that wrote (xmin) and locked (xmax) each row. */
const rowVersions = (table = 'player_game_logs') =>
  all<{ xmin: string; xmax: string }>(`select xmin::text, xmax::text, ctid::text from ${table} order by ctid`)

const points = async (): Promise<unknown[]> =>
  (await all<{ points: number }>('select points from player_game_logs order by game_id, player_id')).map(
    (row) => row.points,
  )

describe('new rows', () => {
  it('are inserted with run, response and times, and leave no ledger entry', async () => {
    const { responseId, ...counts } = await lines({ runId: 'first', rows: playerLines(1, 2) })
    expect(counts).toMatchObject({
      inserted: 2,
      updated: 0,
      unchanged: 0,
      removed: 0,
      held: 0,
      quarantined: 0,
    })
    expect(
      await all('select run_id, response_id, synced_at = first_synced_at as at_once from player_game_logs'),
    ).toEqual(Array(2).fill({ run_id: 'first', response_id: responseId, at_once: true }))
    expect(await ledger()).toEqual([])
  })

  it('are inserted by the thousand', async () => {
    const { inserted } = await lines({ rows: playerLines(200, 10) })
    expect(inserted).toBe(2_000)
  })
})

describe('unchanged rows', () => {
  it('are neither written nor locked', async () => {
    await lines({ rows: playerLines(3) })
    const before = await rowVersions()
    expect(before.every((row) => row.xmax === '0')).toBe(true)
    const counts = await lines({ rows: playerLines(3) })
    expect(counts).toMatchObject({ inserted: 0, updated: 0, unchanged: 30 })
    expect(await rowVersions()).toEqual(before)
  })

  it('keep the run and the response that brought them', async () => {
    const first = await lines({ runId: 'first', rows: playerLines(1) })
    await lines({ runId: 'second', rows: playerLines(1) })
    expect(await all('select distinct run_id, response_id from player_game_logs')).toEqual([
      { run_id: 'first', response_id: first.responseId },
    ])
  })

  it('of requests whose answer did not change are counted without being read', async () => {
    await lines({ rows: playerLines(1) })
    const before = await rowVersions()
    const counts = await lines({ rows: [], facts: { unchanged: true, rows: 10, quarantined: 1 } })
    expect(counts).toMatchObject({ inserted: 0, updated: 0, unchanged: 10, removed: 0, quarantined: 1 })
    expect(await rowVersions()).toEqual(before)
    expect(await ledger()).toEqual([])
  })
})

describe('changed rows', () => {
  it('have one ledger entry for each column: values, responses, run and cause', async () => {
    const first = await lines({ rows: [playerLine(1, 100), playerLine(1, 101)] })
    const second = await lines({
      runId: 'correction',
      rows: [playerLine(1, 100, { points: 12, assists: 4 }), playerLine(1, 101)],
    })
    expect(second).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 })
    const common = {
      table_name: 'player_game_logs',
      row_key: { game_id: '0021800001', player_id: 100 },
      run_id: 'correction',
      old_response_id: first.responseId,
      new_response_id: second.responseId,
      cause: 'source',
    }
    expect(await ledger()).toEqual([
      { ...common, column_name: 'assists', old_value: 3, new_value: 4 },
      { ...common, column_name: 'points', old_value: 10, new_value: 12 },
    ])
  })

  it('record which run and response changed them, and when they were first inserted', async () => {
    await lines({ rows: [playerLine(1, 100)] })
    const [first] = await all<{ first_synced_at: Date }>('select first_synced_at from player_game_logs')
    const second = await lines({ runId: 'correction', rows: [playerLine(1, 100, { points: 12 })] })
    expect(
      await all(
        'select run_id, response_id, first_synced_at, synced_at > first_synced_at as later from player_game_logs',
      ),
    ).toEqual([
      {
        run_id: 'correction',
        response_id: second.responseId,
        first_synced_at: first?.first_synced_at,
        later: true,
      },
    ])
  })

  it.each([
    ['a value in place of null', 'result', null, 'W', null, 'W'],
    ['null in place of a value', 'points', 10, null, 10, null],
    ['a changed fraction', 'fantasy_points', 20.1, 20.125, 20.1, 20.125],
    ['a changed date', 'game_date', '2018-10-16', '2018-10-17', '2018-10-16', '2018-10-17'],
    ['a changed text', 'player_name', 'Nenê', 'Nene "N" \\ Hilário', 'Nenê', 'Nene "N" \\ Hilário'],
  ] as const)(
    'with %s have exactly these values in the ledger',
    async (_, column, old, now, oldValue, newValue) => {
      await lines({ rows: [playerLine(1, 100, { [column]: old })] })
      await lines({ rows: [playerLine(1, 100, { [column]: now })] })
      expect(await ledger()).toMatchObject([
        { column_name: column, old_value: oldValue, new_value: newValue },
      ])
    },
  )

  it('do not include rows in which null stays null', async () => {
    await lines({ rows: [playerLine(1, 100, { points: null, result: null })] })
    const counts = await lines({ rows: [playerLine(1, 100, { points: null, result: null })] })
    expect(counts).toMatchObject({ updated: 0, unchanged: 1 })
  })
})

describe('text', () => {
  it.each([
    ['a tab', 'a\tb'],
    ['a line break', 'a\nb\r\nc'],
    ['a backslash', 'a\\b\\'],
    ['quotes', `O'Neal "Shaq" \``],
    ["COPY's sign for null", '\\N'],
    ["COPY's sign for the end", '\\.'],
    ['SQL', `'; drop table players; --`],
    ['other scripts and an emoji', 'Dončić Şengün 姚明 🏀 é'],
    ['spaces at both ends', '  a  '],
  ])('with %s is stored as it is', async (_, text) => {
    await lines({ rows: [playerLine(1, 100, { player_name: text })] })
    expect(await all('select player_name from player_game_logs')).toEqual([{ player_name: text }])
  })

  it('that is empty is not null', async () => {
    await lines({ rows: [playerLine(1, 100, { result: '' })] })
    expect(await all('select result from player_game_logs')).toEqual([{ result: '' }])
  })
})

describe('a batch', () => {
  it('that was merged returns its counts again and writes nothing', async () => {
    const { key } = await lines({ rows: playerLines(2) })
    await lines({ rows: playerLines(2).map((row) => ({ ...row, points: 11 })) })
    const before = await rowVersions()
    const [again] = await merge(database.pool, playerGameLogs, key)
    expect(again).toMatchObject({ table: 'player_game_logs', inserted: 20, updated: 0, unchanged: 0 })
    expect(await rowVersions()).toEqual(before)
  })

  it('returns the counts of its tables in the same order each time', async () => {
    const name = { team_id: 1, abbreviation: 'NOH', full_name: 'Northport Herons' }
    const { key } = await storeAnswer(database.pool, teams, {
      rows: {
        teams: [{ ...name, latest_season: '2018-19' }],
        team_seasons: [{ ...name, season: '2018-19' }],
      },
    })
    const first = await merge(database.pool, teams, key)
    expect(await merge(database.pool, teams, key)).toEqual(first)
  })

  it('on two workers at once is merged once', async () => {
    const { key } = await storeAnswer(database.pool, playerGameLogs, { rows: playerLines(20) })
    const [one, other] = await Promise.all([
      merge(database.pool, playerGameLogs, key),
      merge(database.pool, playerGameLogs, key),
    ])
    expect(one).toEqual(other)
    expect(one).toMatchObject([{ inserted: 200, unchanged: 0 }])
  })

  it('is dropped once it is merged', async () => {
    await lines({ rows: playerLines(1) })
    expect(await all('select count(*) as n from batches')).toEqual([{ n: 0 }])
    expect(await all('select count(*) as n from batch_tables')).toEqual([{ n: 0 }])
  })

  it('that was never stored is refused', async () => {
    const key = { ...SCOPE, runId: 'none', dataset: 'player_game_logs', batch: 3 }
    await expect(merge(database.pool, playerGameLogs, key)).rejects.toThrow(
      'batch 3 of player_game_logs is neither stored nor merged',
    )
  })

  it('whose merge loses its connection leaves no rows, and is merged by the next attempt', async () => {
    const { key } = await storeAnswer(database.pool, playerGameLogs, { rows: playerLines(2) })
    const unlock = await keepWritersOut(database.pool, 'sync_merges')
    const attempt = expect(merge(database.pool, playerGameLogs, key)).rejects.toThrow(/terminat/)
    const pid = await waitUntilBlocked(database.pool, 'insert into sync.sync_merges')
    await database.pool.query('select pg_terminate_backend($1)', [pid])
    await attempt
    await unlock()
    expect(await rowVersions()).toEqual([])
    expect(await all('select * from request_marks')).toEqual([])
    expect(await merge(database.pool, playerGameLogs, key)).toMatchObject([{ inserted: 20 }])
  })

  it('of which the table refuses one row leaves no other row either', async () => {
    const { key } = await storeAnswer(database.pool, playerGameLogs, {
      rows: [playerLine(1, 100), playerLine(1, 101, { player_name: null })],
    })
    await expect(merge(database.pool, playerGameLogs, key)).rejects.toThrow('player_name')
    expect(await rowVersions()).toEqual([])
  })
})

describe('an older answer', () => {
  // The request's number decides; the older answers come from a worker whose clock is two days ahead.
  const FIRST = { askedNumber: 1, at: '2026-01-01T09:00:00.000Z' }
  const OLDER = { askedNumber: 2, at: '2026-01-03T10:00:00.000Z' }
  const NEWER = { askedNumber: 3, at: '2026-01-01T10:00:00.000Z' }

  it('to the same request changes nothing', async () => {
    await lines({ rows: [playerLine(1, 100, { points: 20 })], ...NEWER })
    const counts = await lines({ rows: [playerLine(1, 100), playerLine(1, 101)], ...OLDER })
    expect(counts).toMatchObject({ inserted: 0, updated: 0, removed: 0 })
    expect(await points()).toEqual([20])
  })

  it('to the same request changes nothing even where the newer one brought no change', async () => {
    await lines({ rows: [playerLine(1, 100)], ...FIRST })
    await lines({ rows: [playerLine(1, 100)], ...NEWER })
    await lines({ rows: [playerLine(1, 100, { points: 5 })], ...OLDER })
    expect(await points()).toEqual([10])
  })

  it('to another request does not replace a newer row', async () => {
    await lines({ rows: [playerLine(1, 100, { points: 20 })], ...NEWER, requestKey: 'a' })
    const counts = await lines({ rows: [playerLine(1, 100)], ...OLDER, requestKey: 'b' })
    expect(counts).toMatchObject({ updated: 0, unchanged: 1 })
    expect(await points()).toEqual([20])
  })

  it('does not replace the last merged answer', async () => {
    const newer = await lines({ rows: playerLines(1), ...NEWER })
    await lines({ rows: playerLines(1), ...OLDER })
    expect(await all('select response_id, run_id from request_marks')).toEqual([
      { response_id: newer.responseId, run_id: newer.key.runId },
    ])
  })

  it('removes nothing', async () => {
    await lines({ rows: playerLines(1), ...NEWER })
    expect(await lines({ rows: [playerLine(1, 100)], ...OLDER })).toMatchObject({ removed: 0, held: 0 })
    expect(await rowVersions()).toHaveLength(10)
  })
})

describe('the last merged answer of a request', () => {
  it('is stored with its hash, version, counts and run', async () => {
    const { responseId, key } = await lines({
      rows: playerLines(1),
      requestKey: 'the question',
      facts: { contentHash: 'abc', transformVersion: 4, quarantined: 2, incomplete: true },
    })
    expect(await all('select * from request_marks')).toMatchObject([
      {
        dataset: 'player_game_logs',
        season: '2018-19',
        season_type: 'Regular Season',
        request_key: 'the question',
        content_hash: 'abc',
        transform_version: 4,
        fingerprint: fingerprintOf(playerGameLogs),
        fingerprint_run_id: key.runId,
        response_id: responseId,
        rows: 10,
        quarantined: 2,
        run_id: key.runId,
      },
    ])
  })
})

describe('a stored row that a complete answer lacks', () => {
  it('is removed, with a ledger entry for each of its values', async () => {
    const first = await lines({ rows: playerLines(1, 3) })
    const second = await lines({ runId: 'later', rows: playerLines(1, 2) })
    expect(second).toMatchObject({ removed: 1, held: 0, unchanged: 2 })
    expect(await points()).toEqual([10, 10])
    const entries = await ledger()
    expect(entries.every((entry) => entry['cause'] === 'removal' && entry['new_value'] === null)).toBe(true)
    expect(entries).toContainEqual({
      table_name: 'player_game_logs',
      row_key: { game_id: '0021800001', player_id: 102 },
      column_name: 'points',
      old_value: 10,
      new_value: null,
      run_id: 'later',
      old_response_id: first.responseId,
      new_response_id: second.responseId,
      cause: 'removal',
    })
  })

  it('is kept with the others when a whole game is gone', async () => {
    await lines({ rows: playerLines(2, 3) })
    const counts = await lines({ rows: playerLines(1, 3) })
    expect(counts).toMatchObject({ removed: 0, held: 3 })
    expect(await rowVersions()).toHaveLength(6)
    expect(await ledger()).toEqual([])
  })

  it('is kept when more than 2 % of more than 50 rows are gone', async () => {
    const rows = playerLines(10)
    await lines({ rows })
    expect(await lines({ rows: rows.filter((row) => row['player_id'] !== 105) })).toMatchObject({
      removed: 0,
      held: 10,
    })
    expect(await rowVersions()).toHaveLength(100)
  })

  it('is removed when few of many rows are gone', async () => {
    const rows = playerLines(10)
    await lines({ rows })
    expect(await lines({ rows: rows.slice(2) })).toMatchObject({ removed: 2, held: 0 })
    expect(await rowVersions()).toHaveLength(98)
  })

  it('is removed when removals are accepted, however many rows are gone', async () => {
    await lines({ rows: playerLines(10) })
    const counts = await mergeAnswer(database.pool, playerGameLogs, { rows: playerLines(2) }, true)
    expect(counts).toMatchObject({ removed: 80, held: 0, unchanged: 20 })
    expect(await rowVersions()).toHaveLength(20)
  })

  it('is kept, and removed by the same answer once removals are accepted', async () => {
    await lines({ rows: playerLines(2, 3) })
    await lines({ rows: playerLines(1, 3), facts: { contentHash: 'shrunken' } })
    // No answer has the stored hash, so that the transform does not take the answer for merged.
    expect(await all('select content_hash from request_marks')).toEqual([{ content_hash: '' }])
    const counts = await mergeAnswer(database.pool, playerGameLogs, { rows: playerLines(1, 3) }, true)
    expect(counts).toMatchObject({ removed: 3, held: 0 })
  })

  it('is kept when rows of the answer are in quarantine', async () => {
    await lines({ rows: playerLines(1, 3) })
    const counts = await lines({ rows: playerLines(1, 2), facts: { quarantined: 1, incomplete: true } })
    expect(counts).toMatchObject({ removed: 0, held: 0, quarantined: 1 })
    expect(await rowVersions()).toHaveLength(3)
  })

  it('is kept when the answer has no rows at all', async () => {
    await lines({ rows: playerLines(1, 3) })
    expect(await lines({ rows: [], facts: { incomplete: true } })).toMatchObject({ removed: 0, held: 0 })
    expect(await rowVersions()).toHaveLength(3)
  })

  it('is kept when it belongs to another season or type', async () => {
    const other = { season: '2017-18', season_type: 'Playoffs', game_id: '0041700001' }
    await lines({
      scope: { season: '2017-18', seasonType: 'Playoffs' },
      rows: [playerLine(1, 100, other)],
    })
    expect(await lines({ rows: playerLines(1) })).toMatchObject({ inserted: 10, removed: 0, held: 0 })
    expect(await rowVersions()).toHaveLength(11)
  })

  it('is removed from the team that the answer is about, and from no other', async () => {
    const [table] = playerSeasons.tables
    if (table === undefined) throw new Error('no table')
    const completes = { columns: ['season', 'team_id'], values: () => [] }
    const rosters = { ...playerSeasons, tables: [{ ...table, completes, memberOf: undefined }] }
    const roster = (team: number, ...ids: number[]): Answer => ({
      requestKey: `roster of ${team}`,
      rows: ids.map((id) => ({ season: SCOPE.season, player_id: id, team_id: team })),
      facts: { scopes: { player_seasons: [SCOPE.season, String(team)] } },
    })
    await mergeAnswer(database.pool, rosters, roster(1, 100, 101))
    await mergeAnswer(database.pool, rosters, roster(2, 200))
    expect(await mergeAnswer(database.pool, rosters, roster(1, 100))).toMatchObject({ removed: 1 })
    expect(await all('select team_id, player_id from player_seasons order by 1, 2')).toEqual([
      { team_id: 1, player_id: 100 },
      { team_id: 2, player_id: 200 },
    ])
  })

  it('is kept in a table that no answer completes', async () => {
    const club = (id: number) => ({
      team_id: id,
      abbreviation: 'X',
      full_name: 'Y',
      latest_season: '2018-19',
    })
    await mergeAnswer(database.pool, teams, { rows: { teams: [club(1), club(2)] } })
    await mergeAnswer(database.pool, teams, { rows: { teams: [club(1)] } })
    expect(await all('select team_id from teams order by 1')).toEqual([{ team_id: 1 }, { team_id: 2 }])
  })
})

describe("a team's name", () => {
  const named = (season: string, name: string): Answer => ({
    scope: { ...SCOPE, season },
    rows: { teams: [{ team_id: 1, abbreviation: name, full_name: name, latest_season: season }] },
  })

  it('is replaced by the name of a later season', async () => {
    await mergeAnswer(database.pool, teams, named('2007-08', 'Old'))
    await mergeAnswer(database.pool, teams, named('2008-09', 'New'))
    expect(await all('select full_name, latest_season from teams')).toEqual([
      { full_name: 'New', latest_season: '2008-09' },
    ])
  })

  it('is replaced by the name of a later season whose answer came first', async () => {
    const { key } = await storeAnswer(database.pool, teams, {
      ...named('2008-09', 'New'),
      at: '2026-02-01T00:00:00Z',
    })
    await mergeAnswer(database.pool, teams, { ...named('2007-08', 'Old'), at: '2026-02-02T00:00:00Z' })
    await merge(database.pool, teams, key)
    expect(await all('select full_name, latest_season from teams')).toEqual([
      { full_name: 'New', latest_season: '2008-09' },
    ])
  })

  it('is not replaced by the name of an earlier season', async () => {
    await mergeAnswer(database.pool, teams, named('2008-09', 'New'))
    const counts = await mergeAnswer(database.pool, teams, named('2007-08', 'Old'))
    expect(counts).toMatchObject({ updated: 0, unchanged: 1 })
    expect(await all('select full_name from teams')).toEqual([{ full_name: 'New' }])
  })
})

describe('players', () => {
  const person = (id: number): Record<string, Cell> => ({ player_id: id, full_name: `Player ${id}` })

  it('are stored only with a line in the season and type', async () => {
    await lines({ rows: [playerLine(1, 100), playerLine(1, 101)] })
    await lines({
      scope: { ...SCOPE, season: '2017-18' },
      rows: [playerLine(1, 102, { season: '2017-18', game_id: '0021700001' })],
    })
    const counts = await mergeAnswer(database.pool, players, {
      rows: [100, 101, 102, 103].map(person),
    })
    expect(counts).toMatchObject({ inserted: 2, unchanged: 0 })
    expect(await all('select player_id from players order by 1')).toEqual([
      { player_id: 100 },
      { player_id: 101 },
    ])
  })

  it('stay stored when another season is merged', async () => {
    await lines({ rows: [playerLine(1, 100)] })
    await mergeAnswer(database.pool, players, { rows: [person(100)] })
    await lines({
      scope: { ...SCOPE, season: '2017-18' },
      rows: [playerLine(1, 102, { season: '2017-18', game_id: '0021700001' })],
    })
    await mergeAnswer(database.pool, players, {
      scope: { ...SCOPE, season: '2017-18' },
      rows: [100, 102].map(person),
    })
    expect(await all('select player_id from players order by 1')).toEqual([
      { player_id: 100 },
      { player_id: 102 },
    ])
  })
})

describe('several seasons at once', () => {
  it('merge the same teams one after the other, whatever the order of their rows', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => i + 1)
    const rows = (season: string, order: readonly number[]) => ({
      teams: order.map((id) => ({
        team_id: id,
        abbreviation: season,
        full_name: season,
        latest_season: season,
      })),
    })
    await mergeAnswer(database.pool, teams, {
      scope: { ...SCOPE, season: '2015-16' },
      rows: rows('2015-16', ids),
    })
    const stored = await Promise.all(
      ['2016-17', '2017-18', '2018-19'].map((season, i) =>
        storeAnswer(database.pool, teams, {
          scope: { ...SCOPE, season },
          rows: rows(season, i % 2 ? ids : ids.toReversed()),
        }),
      ),
    )
    await Promise.all(stored.map(({ key }) => merge(database.pool, teams, key)))
    expect(await all('select distinct latest_season from teams')).toEqual([{ latest_season: '2018-19' }])
  })

  it('merge their own games at the same time', async () => {
    const one = await storeAnswer(database.pool, playerGameLogs, { rows: playerLines(1) })
    const other = await storeAnswer(database.pool, playerGameLogs, {
      scope: { ...SCOPE, season: '2017-18' },
      rows: [playerLine(1, 100, { season: '2017-18', game_id: '0021700001' })],
    })
    const unlock = await keepWritersOut(database.pool, 'sync_merges')
    const both = [one, other].map(({ key }) => merge(database.pool, playerGameLogs, key))
    await waitUntilBlocked(database.pool, 'insert into sync.sync_merges', { count: 2 }) // both have written their rows
    await unlock()
    expect(await Promise.all(both)).toMatchObject([[{ inserted: 10 }], [{ inserted: 1 }]])
  })
})

describe('a merge into other tables', () => {
  it('stores a game with its times, and a missing score as null', async () => {
    const game = {
      game_id: '0021800001',
      season: '2018-19',
      season_type: 'Regular Season',
      game_date: '2018-10-16',
      status: 1,
      tipoff_at: '2018-10-17T00:30:00Z',
      home_team_id: 1610619001,
    }
    await mergeAnswer(database.pool, games, { rows: [game] })
    expect(
      await all(
        `select game_date, tipoff_at at time zone 'UTC' = '2018-10-17 00:30' as at, home_team_id, away_team_id, home_score from games`,
      ),
    ).toEqual([
      {
        game_date: '2018-10-16',
        at: true,
        home_team_id: 1610619001,
        away_team_id: null,
        home_score: null,
      },
    ])
  })

  it('counts a team whose record changed', async () => {
    const record = { season: '2018-19', season_type: 'Regular Season', team_id: 1, wins: 10, losses: 2 }
    await mergeAnswer(database.pool, standings, { rows: [record] })
    const counts = await mergeAnswer(database.pool, standings, {
      rows: [{ ...record, wins: 11, win_pct: 0.846 }],
    })
    expect(counts).toMatchObject({ updated: 1 })
    expect((await ledger()).map((entry) => entry['column_name'])).toEqual(['wins', 'win_pct'])
  })
})
