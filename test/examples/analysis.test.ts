import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportTables } from '../../src/store/export/export-tables.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

/** A Python of one's own, with pandas, pyarrow and duckdb; otherwise that of the path. */
const PYTHON = process.env.EXAMPLES_PYTHON ?? 'python3'

/** Each example with its interpreter, the probe that it has what the example needs, and the folder that it reads. */
const EXAMPLES = [
  {
    script: 'scorers_pandas.py',
    interpreter: PYTHON,
    probe: ['-c', 'import pandas, pyarrow'],
    needs: 'Python with pandas and pyarrow',
    folder: 'parquet',
  },
  {
    script: 'scorers_duckdb.py',
    interpreter: PYTHON,
    probe: ['-c', 'import duckdb'],
    needs: 'Python with duckdb',
    folder: 'parquet',
  },
  {
    script: 'scorers.R',
    interpreter: 'Rscript',
    probe: ['-e', 'invisible()'],
    needs: 'R',
    folder: 'csv',
  },
] as const

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'analysis-'))
  // The n-th of seven players makes n points in ten minutes, 60 times in two seasons; one plays too little, one in the playoffs alone.
  await database.pool.query(`
    insert into player_game_logs (game_id, player_id, season, season_type, game_date, team_id, player_name, team_abbreviation, matchup,
      minutes, points, run_id, response_id, synced_at, first_synced_at)
    select '00' || case n when 7 then '4' else '2' end || substr(season, 3, 2) || lpad(g::text, 5, '0'), n, season, case n when 7 then 'Playoffs' else 'Regular Season' end,
           '2018-10-16', 1, 'Žiga "' || n || '", Ü', 'ABC', 'ABC @ DEF', case n when 6 then 1 else 10 end, n, 'r', 1, now(), now()
    from generate_series(1, 7) n, generate_series(1, 60) g, unnest(array['2018-19', '2017-18']) season`)
  const data = ['player_game_logs']
  const order = { tables: data, bySeason: false, format: 'csv' } as const
  await exportTables(database.pool, { ...order, folder: join(folder, 'csv') }, data)
  await exportTables(
    database.pool,
    { ...order, bySeason: true, format: 'parquet', folder: join(folder, 'parquet') },
    data,
  )
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.close()
})

it.for(EXAMPLES)(
  'examples/analysis/$script finds the best scorers of a season',
  ({ script, interpreter, probe, needs, folder: of }, { skip }) => {
    if (spawnSync(interpreter, probe).status !== 0) skip(`this machine has no ${needs}`)
    const path = fileURLToPath(new URL(`../../examples/analysis/${script}`, import.meta.url))
    const { stdout, stderr } = spawnSync(interpreter, [path, join(folder, of), '2018-19'], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
    expect(stderr).toBe('')
    expect(stdout).toBe(
      [5, 4, 3, 2, 1].map((n) => `Žiga "${n}", Ü\t${60 * n}\t${(3.6 * n).toFixed(1)}\n`).join(''),
    )
  },
)
