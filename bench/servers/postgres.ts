import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { prepareHome, stackPaths } from '../../src/stack/machine/paths.js'
import { ensureDatabase } from '../../src/stack/postgres/databases.js'
import { APPLICATION_ROLE, postgresUrl, superuserUrl } from '../../src/stack/postgres/passwords.js'
import { postgresLauncher } from '../../src/stack/postgres/postgres.js'
import type { Owned } from '../owned.js'

/** The database of a competitor; each one gets it new. */
const NAME = 'bench'

/** The embedded Postgres with its usual configuration, for the competitors that bring none. */
export interface ScratchPostgres {
  readonly pid: number
  /** Address of a new, empty database; the one before is dropped. */
  emptyDatabase(): Promise<string>
  /** As `emptyDatabase`, with season-sync's tables. */
  migratedDatabase(): Promise<string>
}

/** Starts a Postgres with a data folder of its own. */
export async function startScratchPostgres(owned: Owned): Promise<ScratchPostgres> {
  const paths = stackPaths(mkdtempSync(join(tmpdir(), 'season-sync-bench-postgres-')))
  await owned.add(async () => rmSync(paths.home, { recursive: true, force: true }))
  prepareHome(paths)
  const running = await postgresLauncher(paths)(() => undefined, owned.signal)
  await owned.add(() => running.stop())
  const { port } = running
  if (port === undefined) throw new Error('Postgres has no port')
  const drop = `drop database if exists ${NAME} with (force)`
  const url = superuserUrl(paths, port, 'postgres')
  return {
    pid: running.process.pid,
    emptyDatabase: async () => {
      await statements(url, drop, `create database ${NAME} owner ${APPLICATION_ROLE}`)
      return postgresUrl(paths, port, NAME)
    },
    migratedDatabase: async () => {
      await statements(url, drop)
      await ensureDatabase(paths, port, NAME, () => undefined)
      return postgresUrl(paths, port, NAME)
    },
  }
}

/** Runs statements one after the other on a connection of their own, and returns the last one's rows. */
export async function statements<T extends pg.QueryResultRow>(
  url: string,
  ...texts: readonly string[]
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: T[] = []
    for (const text of texts) rows = (await client.query<T>(text)).rows
    return rows
  } finally {
    await client.end()
  }
}
