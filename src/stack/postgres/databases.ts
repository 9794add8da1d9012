import { Client } from 'pg'
import { clientOf, closeClient } from '../../store/database/connection.js'
import { SCHEMAS } from '../../store/database/database.js'
import { migrateDeploy } from '../../store/database/migrate.js'
import { schemaState } from '../../store/database/migrations.js'
import { codeOf } from '../machine/error-code.js'
import type { ProgressReporter, StackPaths } from '../machine/paths.js'
import { APPLICATION_ROLE, postgresUrl, superuserUrl } from './passwords.js'

/** Names of databases come from our own code; the check still refuses any that Postgres would cut or fold. */
const NAME = /^[a-z][a-z0-9_]{0,62}$/

/** SQLSTATE of a template in use: Postgres copies a database only while nothing is connected to it. */
const IN_USE = '55006'

/**
 * Creates a database of the embedded Postgres, owned by the application's role, unless it exists, and applies missing
 * migrations. `like` names a database with tables and no rows: copying it takes a tenth of the migrations' time. Returns
 * whether the database is new.
 */
export async function ensureDatabase(
  paths: StackPaths,
  port: number,
  name: string,
  progress: ProgressReporter,
  like?: string,
): Promise<boolean> {
  if (!NAME.test(name)) throw new Error(`not the name of a database: ${name}`)
  const client = new Client({ connectionString: superuserUrl(paths, port, 'postgres') })
  client.on('error', () => undefined) // the query in progress rejects
  await client.connect()
  let created = false
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) {
      await create(client, name, like)
      created = true
    }
  } finally {
    await closeClient(client)
  }
  const url = postgresUrl(paths, port, name)
  const { current } = await schemaState(url)
  if (!current) progress(`Bringing the tables of ${name} up to date`)
  await migrateDeploy(url, progress)
  if (created || !current) await nameOurSchemas(url, name)
  return created
}

/** Names without a schema, as people write them, mean our tables. */
async function nameOurSchemas(url: string, database: string): Promise<void> {
  const client = clientOf(url)
  client.on('error', () => undefined) // the query in progress rejects
  await client.connect()
  try {
    const schemas = Object.values(SCHEMAS).join(', ')
    await client.query(
      `alter database ${client.escapeIdentifier(database)} set search_path = ${schemas}, public`,
    )
  } finally {
    await closeClient(client)
  }
}

async function create(client: Client, name: string, like: string | undefined): Promise<void> {
  const statement = `create database ${client.escapeIdentifier(name)} owner ${APPLICATION_ROLE}`
  if (like !== undefined) {
    try {
      await client.query(`${statement} template ${client.escapeIdentifier(like)}`)
      return
    } catch (error) {
      if (codeOf(error) !== IN_USE) throw error
    }
  }
  await client.query(statement)
}

/** Whether one of the databases records a running sync; a database without tables has none. */
export async function hasRunningSync(urls: readonly string[]): Promise<boolean> {
  for (const url of urls) {
    const client = clientOf(url, { connectionTimeoutMillis: 5_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      for (const table of ['sync.sync_runs', 'sync.backfills']) {
        const found = await client.query(`select from ${table} where outcome = 'running' limit 1`)
        if (found.rowCount !== 0) return true
      }
    } catch (error) {
      const code = codeOf(error)
      const absent = code === '42P01' || code === '3D000' // no such table, no such database
      // A database that cannot be asked now may have a running sync: the caller checks again rather than stop it.
      if (!absent) return true
    } finally {
      await closeClient(client)
    }
  }
  return false
}

/** The databases of the embedded Postgres that commands have asked for. */
export class EmbeddedDatabases {
  readonly #names = new Set<string>()
  #work: Promise<unknown> = Promise.resolve()

  constructor(private readonly paths: StackPaths) {}

  /** Creates the databases in turn: for each new one Postgres copies a template, and it allows one copy at a time. */
  async ensure(names: Iterable<string>, port: number, progress: ProgressReporter): Promise<void> {
    let fresh: string | undefined
    for (const name of names) {
      const like = fresh
      const work = this.#work.then(() => ensureDatabase(this.paths, port, name, progress, like))
      this.#work = work.catch(() => undefined) // thrown below; the next database does not depend on it
      if (await work) fresh ??= name // still without rows: no command knows of it yet
      this.#names.add(name)
    }
  }

  /** Connection strings by name. */
  urls(port: number): Record<string, string> {
    return Object.fromEntries([...this.#names].map((name) => [name, postgresUrl(this.paths, port, name)]))
  }
}
