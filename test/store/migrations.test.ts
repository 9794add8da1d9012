import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { packageRoot } from '../../src/stack/paths.js'
import { migrateDeploy, schemaState } from '../../src/store/migrations.js'
import { createTestDatabase } from '../support/database.js'

const shipped = readdirSync(join(packageRoot, 'prisma/migrations')).filter((name) => /^\d/.test(name))

/** A database with nothing in it. */
async function emptyDatabase(): Promise<string> {
  const database = await createTestDatabase()
  onTestFinished(() => database.close())
  await database.pool.query('drop schema public cascade; create schema public')
  return database.url
}

async function run(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}

it('brings an empty database up to date, and does nothing to one that is', async () => {
  const url = await emptyDatabase()
  expect(await schemaState(url)).toEqual({ current: false, missing: shipped, unknown: [], failed: [] })
  const started = performance.now()
  expect(await migrateDeploy(url)).toEqual({ applied: shipped })
  const migrated = performance.now()
  expect(await schemaState(url)).toEqual({ current: true, missing: [], unknown: [], failed: [] })
  const again = performance.now()
  expect(await migrateDeploy(url)).toEqual({ applied: [] })
  expect(performance.now() - again).toBeLessThan((migrated - started) / 2) // without Prisma's engine
  await run(url, 'select run_id from sync_runs')
})

it('tells migrations of a newer build and failed ones from missing ones', async () => {
  const url = await emptyDatabase()
  await migrateDeploy(url)
  const insert = `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at) values`
  await run(url, `${insert} ('1', '', '29990101000000_later', now(), now())`)
  expect(await schemaState(url)).toMatchObject({ current: true, unknown: ['29990101000000_later'] })
  await run(url, `${insert} ('2', '', '29990102000000_broken', now(), null)`)
  expect(await schemaState(url)).toMatchObject({ current: false, failed: ['29990102000000_broken'] })
  await expect(migrateDeploy(url)).rejects.toThrow(
    /^The database could not be brought up to date: .*29990102000000_broken/,
  )
})

it('names a database that cannot be reached, without its password', async () => {
  const url = 'postgresql://somebody:secret-word@127.0.0.1:1/none'
  await expect(migrateDeploy(url)).rejects.toThrow(/ECONNREFUSED/)
  await expect(migrateDeploy(url)).rejects.not.toThrow('secret-word')
})
