import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { canonicalName, namesOf } from '../../../src/contracts/dataset-names.js'
import { CATALOGUE } from '../../../src/datasets/catalogue.js'
import { migrateDeploy } from '../../../src/store/database/migrate.js'
import { OURS, shippedViews } from '../../../src/store/database/shipped-views.js'
import { areCurrent, dropViews, presentViews } from '../../../src/store/database/views.js'
import { packageRoot } from '../../../src/version.js'
import { asSuperuser, createTestDatabase, type TestDatabase } from '../../support/database.js'

const SHIPPED = shippedViews()

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function sql(text: string): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await database.pool.query<Record<string, unknown>>(text)
  return rows
}

/** Brings the views up to date; returns what is reported. */
async function migrate(): Promise<readonly string[]> {
  const lines: string[] = []
  await migrateDeploy(database.url, (line) => lines.push(line))
  return lines
}

async function current(): Promise<boolean> {
  const client = await database.pool.connect()
  try {
    return areCurrent(await presentViews(client), SHIPPED)
  } finally {
    client.release()
  }
}

it('a migrated database has the views of the build, and reading from each works', async () => {
  expect(await current()).toBe(true)
  for (const { name } of SHIPPED) expect(await sql(`select * from ${name}`), name).toEqual([])
})

it('each view stands after those that it reads, and has the columns that its file is read to have', async () => {
  const names = SHIPPED.map(({ name }) => name)
  expect(names.indexOf('player_season_averages')).toBeGreaterThan(names.indexOf('player_season_totals'))
  for (const { name, columns } of SHIPPED) {
    const there = await sql(
      `select attname::text as name from pg_attribute where attrelid = '${name}'::regclass and attnum > 0 order by attnum`,
    )
    expect(Object.keys(columns), name).toEqual(there.map((column) => column.name))
    expect(
      Object.entries(columns).filter(([, meaning]) => meaning === ''),
      name,
    ).toEqual([])
  }
})

it('a line that explains a column of a view explains one that it has', () => {
  for (const { name, columns } of SHIPPED) {
    const file = readFileSync(join(packageRoot, 'prisma/views', `${name}.sql`), 'utf8')
    const explained = [...file.matchAll(/^-- (\w+): /gm)].map(([, column]) => column)
    expect(Object.keys(columns), name).toEqual(expect.arrayContaining(explained))
  }
})

it('season_state knows former names of datasets', () => {
  const { sql: text } = SHIPPED.find(({ name }) => name === 'season_state') ?? { sql: '' }
  for (const dataset of CATALOGUE.nba)
    for (const former of namesOf(dataset.name).slice(1))
      expect(text).toContain(`when '${former}' then '${canonicalName(former)}'`)
})

describe('views of another build', () => {
  beforeEach(async () => {
    await sql('drop view if exists mine')
    await sql(`comment on rule "_RETURN" on game_results is 'of another build'`)
  })

  it('are made anew, and others may do with them what they might', async () => {
    const role = `r_${new URL(database.url).pathname.slice(1)}`
    await asSuperuser(`create role "${role}"`)
    onTestFinished(() => asSuperuser(`drop role "${role}"`))
    const name = pg.escapeIdentifier(role)
    await sql(`grant select on game_results to ${name}`)
    expect(await migrate()).toEqual([])
    expect(await current()).toBe(true)
    expect(await sql(`select has_table_privilege('${role}', 'game_results', 'select') as may`)).toEqual([
      { may: true },
    ])
    await sql(`revoke all on game_results from ${name}`)
  })

  it('go where this build has none of the name', async () => {
    await sql(`create view former as select 1 as x; comment on view former is 'Rows. ${OURS}'`)
    expect(await migrate()).toEqual([])
    expect(await sql(`select to_regclass('former') as former`)).toEqual([{ former: null }])
  })

  it('are replaced where a view of others reads them', async () => {
    await sql('create view mine as select game_id from game_results')
    expect(await migrate()).toEqual([])
    expect(await current()).toBe(true)
    expect(await sql('select * from mine')).toEqual([])
  })

  it('stay where a view of others reads them and their columns are others, which one sentence says', async () => {
    await sql(`drop view game_results; create view game_results as select 1 as x;
      comment on view game_results is 'Rows. ${OURS}'; create view mine as select x from game_results`)
    expect(await migrate()).toEqual([
      'The view game_results is not that of this version (view nba.mine depends on view nba.game_results): mend that, then run: season-sync migrate',
    ])
    expect(await sql('select * from mine')).toEqual([{ x: 1 }])
    await sql('drop view mine')
    expect(await migrate()).toEqual([])
    expect(await current()).toBe(true)
  })

  it('are dropped before a migration, which may then change what they read', async () => {
    const client = await database.pool.connect()
    try {
      await client.query('begin')
      expect([...(await dropViews(client, await presentViews(client)))]).toEqual([])
      await client.query('alter table games alter home_score type bigint')
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

it('a table of others by the name of a view stays, and one sentence names it', async () => {
  await sql('drop view head_to_head; create table head_to_head (x int)')
  expect(await migrate()).toEqual([
    'The view head_to_head is not that of this version (relation "head_to_head" already exists): mend that, then run: season-sync migrate',
  ])
  await sql('drop table head_to_head')
  expect(await migrate()).toEqual([])
  expect(await current()).toBe(true)
})
