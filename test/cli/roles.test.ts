import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest'
import { migrationSql, shippedMigrations } from '../../src/store/database/migrations.js'
import { packageRoot } from '../../src/version.js'
import { apply, emptyRecord } from '../store/database/old-databases.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { CommandLine } from './command-line.js'

const ROLES = ['season_sync_owner', 'season_sync_worker', 'season_sync_reader'] as const
const FILE = join(packageRoot, 'docs/roles.sql')
const sql = readFileSync(FILE, 'utf8')

let database: TestDatabase
let superuser: pg.Pool
let home: string
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'season-sync-roles-'))
  database = await createTestDatabase()
  const { pathname } = new URL(database.url)
  superuser = new pg.Pool({
    connectionString: Object.assign(new URL(inject('superuserUrl')), { pathname }).href,
  })
  await superuser.query(
    `drop schema if exists nba, sync, public cascade; create schema public; revoke all on database ${pathname.slice(1)} from public; create table others (x int)`,
  )
  await superuser.query(sql)
  for (const role of ROLES) await superuser.query(`alter role ${role} password 'word'`)
})
afterAll(async () => {
  await as('season_sync_worker').run('down')
  for (const role of ROLES) await superuser.query(`drop owned by ${role} cascade; drop role ${role}`)
  await superuser.end()
  await database.close()
  rmSync(home, { recursive: true, force: true })
})

function addressOf(role: (typeof ROLES)[number]): string {
  const url = new URL(database.url)
  url.username = role
  url.password = 'word'
  return url.href
}
const as = (role: (typeof ROLES)[number]) =>
  new CommandLine({ SEASON_SYNC_HOME: home, DATABASE_URL: addressOf(role) })

async function refusal(role: (typeof ROLES)[number], statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: addressOf(role) })
  await client.connect()
  try {
    await client.query(statement)
    return 'none'
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.message : String(error)
  } finally {
    await client.end()
  }
}

it('the owner migrates, and roles.sql may be run again afterwards', async () => {
  expect(await as('season_sync_worker').run('migrate')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^The role season_sync_worker may not create tables .* TO "season_sync_worker";\n$/,
    ),
  })
  expect(await as('season_sync_owner').run('migrate')).toMatchObject({ code: 0, stderr: '' })
  await superuser.query(sql)
  expect(await as('season_sync_worker').run('migrate')).toMatchObject({
    code: 0,
    stdout: 'The database is up to date.\n',
  })
})

it("the worker's role syncs a season whole without a search path, and its merges leave statistics", async () => {
  const { pathname } = new URL(database.url)
  await superuser.query(`alter role season_sync_worker in database ${pathname.slice(1)} set search_path = ''`)
  const { code, stdout } = await as('season_sync_worker').run('sync', '2024-25', '--source', 'sandbox')
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Synced \d+ players for 2024-25/),
  })
  const { rows } = await superuser.query<{ rows: number }>(
    `select reltuples::int as rows from pg_class where oid = 'nba.player_game_logs'::regclass`,
  )
  expect(rows[0]?.rows).toBeGreaterThan(20_000)
})

it.each(['history', 'show latest', 'changes latest', 'accepted list', 'status'])(
  "the reader's role is enough for %s",
  async (command) => {
    expect(await as('season_sync_reader').run(...command.split(' '))).toMatchObject({ code: 0, stderr: '' })
  },
)

it.each([
  ['season_sync_worker', 'create table public.t (x int)', 'permission denied for schema public'],
  ['season_sync_worker', 'drop table nba.teams', 'must be owner of table teams'],
  [
    'season_sync_worker',
    'update sync._prisma_migrations set logs = null',
    'permission denied for table _prisma_migrations',
  ],
  ['season_sync_worker', 'select from public.others', 'permission denied for table others'],
  ['season_sync_reader', 'delete from teams', 'permission denied for table teams'],
  ['season_sync_reader', 'select from nba.player_season_averages', 'none'],
  ['season_sync_worker', 'drop view nba.game_results', 'must be owner of view game_results'],
  ['season_sync_reader', 'create temp table t (x int)', /^permission denied to create temporary tables/],
  ['season_sync_reader', 'select from public.others', 'permission denied for table others'],
] as const)('what stands against %s in: %s', async (role, statement, expected) => {
  expect(await refusal(role, statement)).toMatch(expected)
})

/** Another database, as its superuser: without tables, and with the name of what is not the superuser's there. */
async function anotherDatabase() {
  const another = await createTestDatabase()
  onTestFinished(() => another.close())
  const address = Object.assign(new URL(inject('superuserUrl')), {
    pathname: new URL(another.url).pathname,
  }).href
  const pool = new pg.Pool({ connectionString: address })
  onTestFinished(() => pool.end())
  await emptyRecord(pool)
  const owners = async (): Promise<Record<string, string[]>> => {
    const { rows } = await pool.query<{ owner: string; names: string[] }>(
      `select relowner::regrole::text as owner, array_agg(relname::text order by relname) as names from pg_class
       where relnamespace::regnamespace::text in ('public', 'nba', 'sync') and relkind in ('r', 'S') group by 1`,
    )
    return Object.fromEntries(rows.map(({ owner, names }) => [owner, names]))
  }
  return { pool, address, owners }
}

it.skipIf(spawnSync('psql', ['--version']).status !== 0)(
  'psql gives what a superuser migrated to the owner, and takes nothing from others',
  async () => {
    const { pool, address, owners } = await anotherDatabase()
    for (const name of shippedMigrations()) await apply(pool, name)
    await pool.query('create table invoices (x int)')
    const ended = spawnSync('psql', [address, '-v', 'ON_ERROR_STOP=1', '-q', '-f', FILE], {
      encoding: 'utf8',
    })
    expect([ended.status, ended.stdout, ended.stderr]).toEqual([0, '', ''])
    const { season_sync_owner: ours, ...theirs } = await owners()
    expect(Object.values(theirs)).toEqual([['invoices']])
    expect(ours).toEqual(
      expect.arrayContaining(['_prisma_migrations', 'raw_responses_asked_number_seq', 'teams']),
    )
    const worker = Object.assign(new URL(address), { username: 'season_sync_worker', password: 'word' }).href
    const check = new CommandLine({ SEASON_SYNC_HOME: home, DATABASE_URL: worker })
    expect(await check.run('status')).toMatchObject({ stdout: expect.stringMatching(/^schema +current$/m) })
  },
)

it('a table with a name of ours that no migration on record created stays with its owner', async () => {
  const { pool, owners } = await anotherDatabase()
  await pool.query('create table teams (x int)')
  await pool.query(sql)
  expect(await owners()).not.toHaveProperty('season_sync_owner')
  await pool.query('drop table teams')
  await apply(pool, shippedMigrations()[0] ?? '')
  await pool.query('create table merge_holds (x int)')
  await pool.query(sql)
  const { season_sync_owner: _ours, ...theirs } = await owners()
  expect(Object.values(theirs)).toEqual([['merge_holds']])
})

it('roles.sql has the tables of every migration', () => {
  const created = shippedMigrations().flatMap((name) =>
    [...migrationSql(name).matchAll(/^CREATE TABLE (?:"\w+"\.)?"(\w+)"/gm)].map(
      ([, table]) => `${name} ${table}`,
    ),
  )
  const listed = [...sql.matchAll(/^ +\('(\w+)', '\{(.+)\}'::text\[\]\)/gm)].flatMap(
    ([, name, tables = '']) => tables.split(', ').map((table) => `${name} ${table}`),
  )
  expect(listed).toEqual(created)
})
