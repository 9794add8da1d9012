import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../../src/system/poll.js'
import { Home } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

/** A Python of one's own, with pandas, pyarrow and duckdb; otherwise that of the path. */
const PYTHON = process.env.EXAMPLES_PYTHON ?? 'python3'
const hasPython = spawnSync(PYTHON, ['-c', 'import duckdb, pandas, pyarrow']).status === 0
const READER = fileURLToPath(new URL('read_parquet.py', import.meta.url))

/** What a reader found in a file: its rows, and of each column the type, the values that are not null, and their sum. */
interface Read {
  readonly rows: number
  readonly columns: Readonly<Record<string, readonly [type: string, values: number, sum: number]>>
}
type Engine = 'DuckDB' | 'pandas'

/** How a type of Postgres is called by each reader; others are texts. */
const TYPES: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  DuckDB: {
    boolean: 'BOOLEAN',
    smallint: 'INTEGER',
    integer: 'INTEGER',
    bigint: 'BIGINT',
    'double precision': 'DOUBLE',
    date: 'DATE',
    'timestamp with time zone': 'TIMESTAMP WITH TIME ZONE',
    ARRAY: 'BIGINT[]',
    other: 'VARCHAR',
  },
  pandas: {
    boolean: 'bool',
    smallint: 'int32',
    integer: 'int32',
    bigint: 'int64',
    'double precision': 'double',
    date: 'date32[day]',
    'timestamp with time zone': 'timestamp[ms, tz=UTC]',
    ARRAY: 'list<element: int64>',
    other: 'string',
  },
}

/** The sum that `read_parquet.py` makes of a column of this type. */
function sumOf(column: string, type: string): string {
  if (type === 'boolean') return `sum(${column}::int)`
  if (type === 'ARRAY') return `sum(cardinality(${column}))`
  if (type === 'date') return `sum(${column} - date '1970-01-01')`
  if (type.startsWith('timestamp')) return `sum(round(extract(epoch from ${column}) * 1000))`
  return /int|double/.test(type) ? `sum(${column})` : `sum(length(${column}::text))`
}

/** Without the last digits, which depend on the order in which a reader adds. */
const digits = (sum: number): number => Number(sum.toPrecision(10))

interface Manifest {
  readonly files: readonly { readonly file: string; readonly table: string; readonly rows: number }[]
}

describe.skipIf(!replayAvailable)('2018-19 with every box score and all play-by-play, exported', () => {
  let replay: Replay
  let home: Home
  let client: pg.Client
  const folder = (format: string): string => join(home.path, format)
  const columnsOf = async (table: string) =>
    (
      await client.query<{ name: string; type: string }>(
        `select column_name as name, data_type as type from information_schema.columns
         where table_schema = 'nba' and table_name = $1`,
        [table],
      )
    ).rows
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { NBA_PACE: '10000', SEASON_SYNC_IDLE_SECONDS: '300' })
    const { code, stderr } = await home.run(
      'sync',
      '2018-19',
      '--only',
      'games,standings,team_game_logs,player_game_logs,teams,players,player_seasons,box_scores,play_by_play,stints',
    )
    if (code !== 0) throw new Error(stderr)
    client = new pg.Client({ connectionString: await home.databaseUrl() })
    await client.connect()
    await client.query('set search_path to nba')
  })
  afterAll(async () => {
    await client.end()
    await home.remove()
    await replay.stop()
  })

  it('as Parquet needs at most 300 MB of memory', async () => {
    const season = ['--season', '2018-19', '--format', 'parquet', '--to', folder('parquet')]
    const { child, ended } = home.start('export', 'all', ...season, '--json')
    let peak = 0
    const status = `/proc/${child.pid}/status`
    await poll(
      () => {
        if (child.exitCode !== null || !existsSync(status)) return true
        const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) ?? []
        peak = Math.max(peak, Number(kilobytes ?? 0) * 1024)
        return undefined
      },
      { everyMs: 20, timeoutMs: 170_000 },
    )
    const { code, stdout } = await ended
    expect(code).toBe(0)
    const { files } = JSON.parse(stdout) as Manifest
    expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(640_000)
    expect(peak).toBeGreaterThan(100e6)
    expect(peak).toBeLessThanOrEqual(300e6)
  })

  it.skipIf(!hasPython)(
    'is read by DuckDB and pandas with the rows, types and sums of the database',
    async () => {
      const { stdout, stderr } = spawnSync(PYTHON, [READER, folder('parquet')], {
        encoding: 'utf8',
        maxBuffer: 1e8,
      })
      expect(stderr).toBe('')
      const read = JSON.parse(stdout, (_, value: unknown) =>
        typeof value === 'number' ? digits(value) : value,
      ) as Readonly<Record<Engine, Readonly<Record<string, Read>>>>
      const tables = Object.keys(read.DuckDB)
      expect(tables).toEqual(
        expect.arrayContaining(['play_by_play', 'box_score_players', 'player_game_logs']),
      )
      expect(Object.keys(read.pandas)).toEqual(tables)
      for (const table of tables) {
        const columns = await columnsOf(table)
        const parts = columns.map(
          ({ name, type }) => `array[count("${name}"), coalesce(${sumOf(`"${name}"`, type)}, 0)::float8]`,
        )
        const { rows } = await client.query<{ rows: number; columns: [number, number][] }>(
          `select count(*)::int as rows, array[${parts.join(', ')}] as columns from ${table}`,
        )
        for (const engine of ['DuckDB', 'pandas'] as const) {
          const wanted = columns.map(({ name, type }, at) => {
            const [values, sum] = rows[0]?.columns[at] ?? []
            return [name, [TYPES[engine][type] ?? TYPES[engine].other, values, digits(sum ?? NaN)]]
          })
          expect(read[engine][table], `${table} in ${engine}`).toEqual({
            rows: rows[0]?.rows,
            columns: Object.fromEntries(wanted),
          })
        }
      }
    },
  )

  it('as CSV is read back by Postgres as the same rows', async () => {
    const { code } = await home.run('export', 'all', '--season', '2018-19', '--to', folder('csv'))
    expect(code).toBe(0)
    const tables = readdirSync(folder('csv')).flatMap((file) =>
      file.endsWith('.csv') ? [file.slice(0, -4)] : [],
    )
    expect(tables).toEqual(expect.arrayContaining(['play_by_play', 'box_score_players', 'player_game_logs']))
    for (const table of tables) {
      await client.query(`create temp table back (like nba.${table})`)
      await pipeline(
        createReadStream(join(folder('csv'), `${table}.csv`)),
        client.query(copyFrom('copy back from stdin (format csv, header)')),
      )
      const { rows } = await client.query(
        `select (select count(*) from nba.${table}) = (select count(*) from back) as "as many",
           exists (select from (select * from nba.${table} except select * from back) d) as "one differs"`,
      )
      expect(rows, table).toEqual([{ 'as many': true, 'one differs': false }])
      await client.query('drop table back')
    }
    rmSync(folder('csv'), { recursive: true })
  })
})
