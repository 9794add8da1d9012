import pg from 'pg'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { columnMeaning } from '../../../src/datasets/meanings.js'
import { tableTexts } from '../../../src/datasets/relation-texts.js'
import { missingComments, writeComments } from '../../../src/store/database/comments.js'
import { migrateDeploy } from '../../../src/store/database/migrate.js'
import { asSuperuser, createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** Tables, views and columns of the schema without a comment; Prisma's own table is not ours. */
const WITHOUT = `
  select c.relname || coalesce('.' || a.attname, '') as name
  from pg_class c cross join lateral (
    select null::name as attname, 0 as attnum
    union all select attname, attnum from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
  ) a
  where c.relnamespace::regnamespace::text in ('nba', 'sync') and c.relkind in ('r', 'v') and c.relname <> '_prisma_migrations'
    and coalesce(col_description(c.oid, a.attnum), case a.attnum when 0 then obj_description(c.oid) end) is null`

/** What tells whether any comment was written. */
async function writes(): Promise<unknown> {
  const { rows } = await database.pool.query(
    `select count(*), max(xmin::text::bigint) from pg_description where classoid = 'pg_class'::regclass`,
  )
  return rows
}

it('each schema, table, view and column has a comment once a database is migrated', async () => {
  expect((await database.pool.query(WITHOUT)).rows).toEqual([])
  const { rows } = await database.pool.query(
    `select nspname from pg_namespace where nspname in ('nba', 'sync') and obj_description(oid) is not null`,
  )
  expect(rows).toHaveLength(2)
})

it('psql shows meaning, unit, and where a value comes from', async () => {
  const { rows } = await database.pool.query<{ text: string }>(
    `select col_description('player_season_stats'::regclass, attnum) as text
     from pg_attribute where attrelid = 'player_season_stats'::regclass and attname = 'win_pct'`,
  )
  expect(rows).toEqual([{ text: 'Games won of games played (share of 1). Source: W_PCT.' }])
})

it('nothing is written where nothing differs, and what others changed is mended', async () => {
  const before = await writes()
  await migrateDeploy(database.url)
  expect(await writes()).toEqual(before)
  await database.pool.query(`comment on table games is 'mine'; comment on column games.season is null`)
  await migrateDeploy(database.url)
  const { rows } = await database.pool.query(
    `select obj_description('games'::regclass) as "table", col_description('games'::regclass, 2) as season`,
  )
  expect(rows).toEqual([
    {
      table: expect.stringMatching(/^The games of a season and their results\./),
      season: columnMeaning('games', 'season'),
    },
  ])
})

it("people's own tables get texts where the dictionary knows the names of their columns", async () => {
  await database.pool.query('create table mine (points int, mood text)')
  const own = {
    name: 'mine',
    text: 'Mine.',
    columns: { points: columnMeaning('mine', 'points') ?? '', mood: '' },
  }
  const client = await database.pool.connect()
  onTestFinished(() => client.release())
  expect(await writeComments(client, await missingComments(client, [own]))).toEqual([])
  const { rows } = await client.query(
    `select obj_description('mine'::regclass) as "table", col_description('mine'::regclass, 1) as points,
       col_description('mine'::regclass, 2) as mood`,
  )
  expect(rows).toEqual([{ table: 'Mine.', points: 'Points.', mood: null }])
})

it('a role that may not comment is told so, and its migrate does not fail', async () => {
  const role = `r_${new URL(database.url).pathname.slice(1)}`
  await asSuperuser(`create role "${role}" login password 'word'`)
  onTestFinished(() => asSuperuser(`drop role "${role}"`))
  const name = pg.escapeIdentifier(role)
  await database.pool.query(
    `grant usage on schema nba, sync to ${name}; grant select on sync._prisma_migrations to ${name}; comment on table teams is 'mine'`,
  )
  onTestFinished(() =>
    database.pool
      .query(
        `revoke usage on schema nba, sync from ${name}; revoke all on sync._prisma_migrations from ${name}`,
      )
      .then(() => undefined),
  )
  const url = Object.assign(new URL(database.url), { username: role, password: 'word' })
  const lines: string[] = []
  expect(await migrateDeploy(url.href, (line) => lines.push(line))).toEqual({ applied: [] })
  expect(lines).toEqual(['Not commented, because they belong to another role: nba.teams'])
})

it('the texts of all tables are found in the database', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace::regnamespace::text in ('nba', 'sync') and relkind = 'r'`,
  )
  const there = new Set(rows.map(({ name }) => name))
  expect(tableTexts().filter(({ name }) => !there.has(name))).toEqual([])
})
