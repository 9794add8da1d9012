import { Client } from 'pg'
import { migrateDeploy, schemaState } from '../store/migrations.js'
import { codeOf } from './error-code.js'
import type { Progress, StackPaths } from './paths.js'
import { postgresUrl } from './postgres.js'

/** Names of databases come from our own code; still none that Postgres would cut or fold passes. */
const NAME = /^[a-z][a-z0-9_]{0,62}$/

/** Creates the database of the embedded Postgres that `url` names unless it is there, and applies missing migrations. */
export async function ensureDatabase(url: string, progress: Progress): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  if (!NAME.test(name)) throw new Error(`not the name of a database: ${name}`)
  const admin = new URL(url)
  admin.pathname = '/postgres'
  const client = new Client({ connectionString: admin.href })
  client.on('error', () => undefined) // a query in progress tells
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end().catch(() => undefined)
  }
  if ((await schemaState(url)).current) return
  progress(`Bringing the tables of ${name} up to date`)
  await migrateDeploy(url)
}

/** Whether a run is recorded as going on in one of the databases. One without tables has none. */
export async function anyRunGoesOn(urls: readonly string[]): Promise<boolean> {
  for (const connectionString of urls) {
    const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const found = await client.query(`select from sync_runs where outcome = 'running' limit 1`)
      if (found.rowCount !== 0) return true
    } catch (error) {
      const code = codeOf(error)
      const absent = code === '42P01' || code === '3D000' // no such table, no such database
      if (!absent) return true // not to be asked just now: look again rather than stop a run
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  return false
}

/** The databases of the embedded Postgres that commands have asked for. */
export class EmbeddedDatabases {
  readonly #names = new Set<string>()
  #work: Promise<unknown> = Promise.resolve()

  constructor(private readonly paths: StackPaths) {}

  /** One after the other: Postgres copies its template for a new database, and lets only one do so at a time. */
  async ensure(names: Iterable<string>, port: number, progress: Progress): Promise<void> {
    for (const name of names) {
      const work = this.#work.then(() => ensureDatabase(postgresUrl(this.paths, port, name), progress))
      this.#work = work.catch(() => undefined)
      await work
      this.#names.add(name)
    }
  }

  /** Connection strings by name. */
  urls(port: number): Record<string, string> {
    return Object.fromEntries([...this.#names].map((name) => [name, postgresUrl(this.paths, port, name)]))
  }
}
