import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  exportTables,
  type ExportOrder,
  type ExportManifest,
} from '../../../src/store/export/export-tables.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

const DATA = ['games', 'play_by_play', 'teams']

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  await database.pool.query(`
    insert into games (game_id, season, season_type, game_date, status, status_text, tipoff_at, home_team_id, neutral_site, run_id, response_id, synced_at, first_synced_at)
    select id, season, type, date::date, 3, text, tipoff::timestamptz, 1610612737, neutral, 'r', 9007199254740993, '2026-01-02 03:04:05.678+00', '2026-01-01+00'
    from (values ('0021800001', '2018-19', 'Regular Season', '2018-10-16', 'Final, "OT"', '2018-10-17 00:30+00', true),
                 ('0021800002', '2018-19', 'Regular Season', '2018-10-17', '', null, false),
                 ('0041800101', '2018-19', 'Playoffs', '2019-04-13', E'Zürich\nend', null, null),
                 ('0021700001', '2017-18', 'Regular Season', '2017-10-17', null, null, null))
      as v(id, season, type, date, text, tipoff, neutral);
    insert into play_by_play (game_id, action_id, action_number, period, seconds_left, run_id, response_id, synced_at, first_synced_at)
    select game_id, n, n, 1, 720.0 - n / 10.0, 'r', 1, now(), now() from games cross join generate_series(1, 3) n;
    insert into teams (team_id, abbreviation, full_name, latest_season, run_id, response_id, synced_at, first_synced_at)
    values (1610612737, 'ATL', 'Atlanta Hawks', '2018-19', 'r', 1, now(), now())`)
})
afterAll(() => database.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const exported = (order: Partial<ExportOrder>): Promise<ExportManifest> =>
  exportTables(
    database.pool,
    { tables: ['games'], format: 'csv', bySeason: false, folder: join(folder, 'out'), ...order },
    DATA,
  )
const text = (file: string): string => readFileSync(join(folder, 'out', file), 'utf8')
const counts = ({ files }: ExportManifest) => files.map(({ file, rows }) => [file, rows])

describe('an export', () => {
  it('as CSV is read back by Postgres as the same rows', async () => {
    await exported({})
    await database.pool.query('create table games_again (like games)')
    const lines = text('games.csv')
    const quoted = database.pool.query(
      `select count(*)::int as n from (select * from games except select * from games_again) d`,
    )
    expect((await quoted).rows).toEqual([{ n: 4 }])
    const { from } = await import('pg-copy-streams')
    const client = await database.pool.connect()
    await new Promise<void>((resolve, reject) => {
      const copy = client.query(from('copy games_again from stdin (format csv, header)'))
      copy.once('finish', resolve).once('error', reject)
      copy.end(lines)
    })
    client.release()
    const { rows } = await database.pool.query(
      `select count(*)::int as n from (select * from games except select * from games_again) d`,
    )
    expect(rows).toEqual([{ n: 0 }])
  })

  it('as JSON is an object a line, in the order of the key', async () => {
    await exported({ format: 'json' })
    const games = text('games.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(games.map((game) => game.game_id)).toEqual([
      '0021700001',
      '0021800001',
      '0021800002',
      '0041800101',
    ])
    expect(games[3]).toMatchObject({ status_text: 'Zürich\nend', tipoff_at: null, neutral_site: null })
  })

  it('as Parquet keeps types, unknown values and numbers beyond a double', async () => {
    await exported({ format: 'parquet' })
    const file = await asyncBufferFromFile(join(folder, 'out/games.parquet'))
    const games = await parquetReadObjects({ file })
    expect(games[1]).toMatchObject({
      game_id: '0021800001',
      game_date: new Date('2018-10-16T00:00:00Z'),
      status: 3,
      status_text: 'Final, "OT"',
      tipoff_at: new Date('2018-10-17T00:30:00Z'),
      home_team_id: 1_610_612_737n,
      away_team_id: null,
      neutral_site: true,
      response_id: 9_007_199_254_740_993n,
      synced_at: new Date('2026-01-02T03:04:05.678Z'),
    })
    const { schema } = await parquetMetadataAsync(file)
    expect(schema.find(({ name }) => name === 'game_date')).toMatchObject({
      type: 'INT32',
      converted_type: 'DATE',
    })
  })

  it('as Parquet keeps arrays as lists', async () => {
    await database.pool.query(`
      create or replace view lists as
      select n, case n when 1 then array[200782, 9007199254740993]::bigint[] when 2 then '{}' end as ids,
             array['a "b"', null, 'c,d'] as texts from generate_series(1, 3) n`)
    await exported({ tables: ['lists'], format: 'parquet' })
    const file = await asyncBufferFromFile(join(folder, 'out/lists.parquet'))
    expect(await parquetReadObjects({ file })).toEqual(
      [[200_782n, 9_007_199_254_740_993n], [], undefined].map((ids, at) => ({
        n: at + 1,
        ids,
        texts: ['a "b"', null, 'c,d'],
      })),
    )
  })

  it('of a season has the rows of its games, also where a table has no season, and says which tables have all', async () => {
    const manifest = await exported({ tables: ['all'], seasons: ['2018-19'], seasonType: 'Regular Season' })
    expect(counts(manifest)).toEqual([
      ['games.csv', 2],
      ['play_by_play.csv', 6],
      ['teams.csv', 1],
    ])
    expect(manifest.ofAllSeasons).toEqual(['teams'])
  })

  it('by season has a folder for each, whose name replaces the column', async () => {
    const manifest = await exported({ tables: ['games', 'play_by_play', 'teams'], bySeason: true })
    expect(counts(manifest)).toEqual([
      ['games/season=2017-18/data.csv', 1],
      ['games/season=2018-19/data.csv', 3],
      ['play_by_play/season=2017-18/data.csv', 3],
      ['play_by_play/season=2018-19/data.csv', 9],
      ['teams.csv', 1],
    ])
    expect(text('games/season=2017-18/data.csv')).toMatch(/^game_id,season_type,/)
  })

  it('has a manifest with the count, size and hash of each file', async () => {
    await exported({})
    const { files } = JSON.parse(text('manifest.json')) as ExportManifest
    const body = text('games.csv')
    expect(files).toEqual([
      {
        table: 'games',
        season: null,
        file: 'games.csv',
        rows: 4,
        bytes: Buffer.byteLength(body),
        sha256: createHash('sha256').update(body).digest('hex'),
      },
    ])
  })

  it('of an unknown table is refused before anything is written', async () => {
    await expect(exported({ tables: ['games', 'wages'] })).rejects.toThrow(
      "The database has no table or view 'wages'; its tables of data are games, play_by_play, teams.",
    )
    await expect(exported({ tables: ['Game-result'] })).rejects.toThrow(
      "The database has no table or view 'Game-result'; did you mean game_results?",
    )
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })
})
