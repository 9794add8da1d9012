import pg from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/store/database/database.js'
import { migrateDeploy } from '../../../src/store/database/migrate.js'
import { schemaState } from '../../../src/store/database/migrations.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import {
  apply,
  dataOf,
  emptyRecord,
  FORMER_TEXTS,
  NEWEST_DATA,
  record,
  shapeOf,
  SHIPPED,
  someData,
} from './old-databases.js'

/** A database without tables, by the superuser's address: the tests create roles. */
async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  onTestFinished(() => database.close())
  const url = new URL(inject('superuserUrl'))
  url.pathname = new URL(database.url).pathname
  const bySuperuser = openDatabase(url.href, 'worker')
  onTestFinished(() => bySuperuser.close())
  await bySuperuser.pool.query('drop schema if exists nba, sync, public cascade; create schema public')
  return { ...database, ...bySuperuser, url: url.href }
}

/** The address of a database for a new role without any right of its own. */
async function roleOf(database: TestDatabase): Promise<{ role: string; url: string }> {
  const role = `r_${new URL(database.url).pathname.slice(1)}`
  await database.pool.query(`create role "${role}" login password 'word'`)
  onTestFinished(async () => {
    await database.pool.query(`drop owned by "${role}" cascade; drop role "${role}"`)
  })
  const url = new URL(database.url)
  url.username = role
  url.password = 'word'
  return { role, url: url.href }
}

/** Whether a line is not about Prisma's record, which stays where an early build put it. */
const isOurs = (line: string): boolean => !line.includes('_prisma_migrations')

it.each(Object.entries(FORMER_TEXTS))(
  'a database with data that an early build migrated is brought up to date: %s',
  async (_, texts) => {
    const { pool, url } = await emptyDatabase()
    await emptyRecord(pool)
    const [last] = Object.keys(texts)
    for (const name of SHIPPED.filter((each) => each <= (last ?? ''))) {
      await apply(pool, name, texts[name])
      if (name === SHIPPED[0]) await someData(pool)
    }
    await migrateDeploy(url)
    const fresh = await createTestDatabase()
    onTestFinished(() => fresh.close())
    const shape = await shapeOf(pool)
    expect(shape.filter(isOurs)).toEqual((await shapeOf(fresh.pool)).filter(isOurs))
    expect(shape.join()).toContain(' public._prisma_migrations ')
    expect(await dataOf(pool)).toEqual(NEWEST_DATA)
  },
)

it("a new database has nothing of ours in public, where another program's tables and record of migrations stay", async () => {
  const { pool, url } = await emptyDatabase()
  await pool.query(
    `create table games (id int primary key, title text); insert into games values (1, 'chess');
     create table _prisma_migrations (id text, migration_name text, finished_at timestamptz, rolled_back_at timestamptz, started_at timestamptz);
     insert into _prisma_migrations values ('1', '20200101000000_chess', now(), null, now())`,
  )
  expect((await migrateDeploy(url)).applied).toEqual(SHIPPED)
  expect((await pool.query('select id, title from public.games')).rows).toEqual([{ id: 1, title: 'chess' }])
  expect((await pool.query('select id from public._prisma_migrations')).rows).toEqual([{ id: '1' }])
  expect((await pool.query('select from sync._prisma_migrations')).rowCount).toBe(SHIPPED.length)
  expect(
    (
      await pool.query(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind <> 'i'`,
      )
    ).rows,
  ).toHaveLength(2)
  expect(await schemaState(url)).toMatchObject({ current: true, unknown: [] })
  expect((await migrateDeploy(url)).applied).toEqual([])
})

/** All that is in a database, but for what Postgres itself has there. */
async function contents({ pool }: TestDatabase): Promise<unknown> {
  const { rows } = await pool.query(
    `select relname as name, relkind as kind from pg_class where relnamespace::regnamespace::text in ('public', 'nba', 'sync')
     union select typname, 'type' from pg_type where typnamespace::regnamespace::text in ('public', 'nba', 'sync') order by 1, 2`,
  )
  return rows
}

it.each([
  { others: 'table sync.games', sql: 'create table sync.games (title text)' },
  { others: 'view sync.teams', sql: 'create view sync.teams as select 1 as one' },
  { others: 'type sync.standings', sql: `create type sync.standings as enum ('first', 'last')` },
  { others: 'sequence sync.players', sql: 'create sequence sync.players' },
  {
    others: 'index sync.teams_pkey',
    sql: 'create table sync.clubs (id int, constraint teams_pkey primary key (id))',
  },
  { others: 'table nba.games', sql: 'create table nba.games (title text)' },
  { others: 'table merge_holds', sql: 'create table merge_holds (place int)', until: 3 },
])('a $others of another program is named, and nothing is changed', async ({ others, sql, until = 0 }) => {
  const database = await emptyDatabase()
  if (until > 0) await emptyRecord(database.pool)
  else await database.pool.query('create schema nba; create schema sync')
  for (const name of SHIPPED.slice(0, until)) await apply(database.pool, name)
  await database.pool.query(sql)
  const before = await contents(database)
  for (const _ of ['the first time', 'the second time'])
    await expect(migrateDeploy(database.url)).rejects.toThrow(
      `The database has what no migration on record created, by names that season-sync needs (${others}): rename it, or use another database; nothing was changed.`,
    )
  expect(await contents(database)).toEqual(before)
})

it('a first migration that fails leaves no empty record', async () => {
  const database = await emptyDatabase()
  const { role, url } = await roleOf(database)
  const { pathname } = new URL(url)
  await database.pool.query(
    `grant usage, create on schema public to "${role}"; grant create on database "${pathname.slice(1)}" to "${role}"`,
  )
  await database.pool.query(`create function no() returns event_trigger language plpgsql as 'begin
    if tg_tag = ''CREATE TABLE'' and current_query() ~ ''games'' then raise ''not today''; end if; end';
    create event trigger no on ddl_command_end execute function no()`)
  const before = await contents(database)
  await expect(migrateDeploy(url)).rejects.toThrow(/not today/)
  expect(await contents(database)).toEqual(before)
})

it.each([
  {
    right: 'CREATE on our schemas',
    without: () => 'create schema nba; create schema sync',
    sentence:
      /^The role r_\w+ may not create tables in the schemas sync and nba of the database \w+; .* type: (GRANT USAGE, CREATE ON SCHEMA .*;)$/,
  },
  {
    right: 'USAGE and CREATE on one of our schemas, and CREATE on the database,',
    without: () => 'create schema nba',
    sentence:
      /^The role r_\w+ may not create tables in the schema nba and schemas of the database \w+; .* type: (GRANT .*; GRANT .*;)$/,
  },
  {
    right: 'CREATE on the database',
    without: () => 'drop schema if exists nba, sync, public cascade',
    sentence: /^The role r_\w+ may not create schemas of the database \w+; .* type: (GRANT .*;)$/,
  },
])(
  'without $right one sentence has the GRANT to type, after which migrate works',
  async ({ without, sentence }) => {
    const database = await emptyDatabase()
    const { url } = await roleOf(database)
    await database.pool.query(without())
    const refused: unknown = await migrateDeploy(url).catch((error: unknown) => error)
    const grant = sentence.exec(refused instanceof Error ? refused.message : '')?.[1]
    expect(refused).toMatchObject({ name: 'UserError', message: expect.stringMatching(sentence) })
    await database.pool.query(grant ?? '')
    expect((await migrateDeploy(url)).applied).toEqual(SHIPPED)
  },
)

it('a role without the rights of the owner is told whose tables they are', async () => {
  const database = await emptyDatabase()
  await emptyRecord(database.pool)
  await apply(database.pool, SHIPPED[0] ?? '')
  const { role, url } = await roleOf(database)
  await database.pool.query(
    `grant usage, create on schema public to "${role}"; grant select on _prisma_migrations to "${role}"; alter table _prisma_migrations owner to season_sync_app`,
  )
  await expect(migrateDeploy(url)).rejects.toThrow(
    new RegExp(
      `belong to the role season_sync_app: run migrate as that role, or type: GRANT "season_sync_app" TO "${role}";$`,
    ),
  )
})

it('a role is not advised to become a member of a superuser', async () => {
  const database = await emptyDatabase()
  await emptyRecord(database.pool)
  await apply(database.pool, SHIPPED[0] ?? '')
  const { role, url } = await roleOf(database)
  await database.pool.query(`grant usage, create on schema public to "${role}"`)
  await expect(migrateDeploy(url)).rejects.toThrow(
    new RegExp(
      `belong to the superuser season_sync: run migrate as that role, or .* ALTER TABLE … OWNER TO "${role}";$`,
    ),
  )
})

it('another migration is waited for and reported; after the time limit one sentence names its process', async () => {
  const { pool, url } = await emptyDatabase()
  const other = new pg.Client({ connectionString: url, application_name: 'prisma elsewhere' })
  await other.connect()
  await other.query('select pg_advisory_lock(72707369)')
  const lines: string[] = []
  const migrating = migrateDeploy(url, (line) => lines.push(line), { reportAfterMs: 100, timeoutMs: 500 })
  await expect(migrating).rejects.toThrow(
    /^Another migration has been running for 0\.5 s \(process \d+ of Postgres, prisma elsewhere of the role season_sync\); .*season-sync migrate$/,
  )
  expect(lines).toEqual([
    expect.stringMatching(/^Another migration is running \(process .*\): waiting for 0\.5 s at most$/),
  ])
  const waiting = migrateDeploy(url, () => void other.end(), { reportAfterMs: 100, timeoutMs: 60_000 })
  expect((await waiting).applied).toEqual(SHIPPED)
  expect((await pool.query('select from sync_runs')).rowCount).toBe(0)
})

it('a process that keeps a table from a migration is reported; after the time limit one sentence names it', async () => {
  const { pool, url } = await emptyDatabase()
  await emptyRecord(pool)
  await apply(pool, SHIPPED[0] ?? '')
  const other = new pg.Client({ connectionString: url, application_name: 'an analyst' })
  await other.connect()
  await other.query('begin; select from source_pace')
  const lines: string[] = []
  const report = (line: string) => void lines.push(line)
  await expect(migrateDeploy(url, report, { reportAfterMs: 100, timeoutMs: 500 })).rejects.toThrow(
    /^The migration waited 0\.5 s for a table \(process \d+ of Postgres, an analyst of the role \w+\), and nothing of it was changed; .*season-sync migrate$/,
  )
  expect(lines).toEqual([
    expect.stringMatching(/^The migration waits for a table \(.*\): for 0\.5 s at most$/),
  ])
  const ending = migrateDeploy(url, () => void other.end(), { reportAfterMs: 100, timeoutMs: 60_000 })
  expect((await ending).applied).toEqual(SHIPPED.slice(1))
})

it('a migration that an earlier build left as failed for ever is finished', async () => {
  const { pool, url } = await emptyDatabase()
  await emptyRecord(pool)
  const name = SHIPPED[0] ?? ''
  await pool.query(
    `create table database_source ("one" boolean not null default true, "source" text not null, constraint database_source_pkey primary key ("one"))`,
  )
  await record(pool, name, '', false)
  expect(await schemaState(url)).toMatchObject({ failed: [name] })
  expect((await migrateDeploy(url)).applied).toEqual(SHIPPED)
  expect(await schemaState(url)).toMatchObject({ current: true, failed: [] })
})

it('a migration of a newer build that was interrupted is left to that build', async () => {
  const { pool, url } = await emptyDatabase()
  await emptyRecord(pool)
  await apply(pool, SHIPPED[0] ?? '')
  await record(pool, '29990102000000_newer', '', false)
  await expect(migrateDeploy(url)).rejects.toThrow(
    'The migration 29990102000000_newer of another version was begun and not finished; run migrate of that version.',
  )
})
