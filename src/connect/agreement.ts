import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { COMMAND } from '../contracts/next-step.js'
import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { createSource } from '../sources/create.js'
import { checkDatabase } from '../store/database/database-check.js'
import { openDatabase } from '../store/database/database.js'
import { schemaState } from '../store/database/migrations.js'
import { heldSource, liveWorkers } from '../store/runs/workers.js'

/**
 * Looks whether a configured database may take a source's data, before anything is started to bring it. Throws a
 * UserError with both sources where it holds another.
 */
export async function checkDatabaseFor(source: SourceName, databaseUrl: string): Promise<void> {
  await checkDatabase(databaseUrl)
  const database = openDatabase(databaseUrl, { connections: 1 })
  try {
    await refuseOtherSource(database.pool, source)
  } finally {
    await database.close()
  }
}

/** Compares schema, source and addresses with those of the workers. */
export async function checkAgreement(pool: pg.Pool, settings: Settings, source: SourceName): Promise<void> {
  const schema = await schemaState(pool)
  if (!schema.current) {
    throw new UserError(
      `The database lacks the migrations ${[...schema.missing, ...schema.failed].join(', ')}; run: ${COMMAND.migrate}`,
    )
  }
  await refuseOtherSource(pool, source)
  const workers = await presentWorkers(pool, settings)
  if (workers.length === 0) {
    throw new UserError(`No worker is connected to this database; start one with: ${COMMAND.worker}`)
  }
  const mine = createSource(source, settings).addresses()
  for (const worker of workers) {
    for (const [service, address] of Object.entries(mine)) {
      const theirs = worker.addresses[source]?.[service]
      if (theirs !== address) {
        throw new UserError(
          `The ${service} address here is ${address}, that of the worker on ${worker.host} (pid ${worker.pid}) is ${theirs ?? 'unset'}; start both with the same settings.`,
        )
      }
    }
  }
}

/** One database holds one source. Throws a UserError with both where the database holds another. */
export async function refuseOtherSource(pool: pg.Pool, source: SourceName): Promise<void> {
  const held = await heldSource(pool)
  if (held !== undefined && held !== source) {
    throw new UserError(
      `This database holds the source ${held}, the sync is of ${source}; set DATABASE_URL to another database.`,
    )
  }
}

/** The embedded worker joins a database within a second of its creation. */
const JOIN_MS = 10_000
const LOOK_MS = 200

/** The live workers of a database; those of the embedded stack get a moment to find one that was just created. */
async function presentWorkers(pool: pg.Pool, settings: Settings): ReturnType<typeof liveWorkers> {
  const until = performance.now() + (settings.databaseUrl === undefined ? JOIN_MS : 0)
  for (;;) {
    const workers = await liveWorkers(pool)
    if (workers.length > 0 || performance.now() >= until) return workers
    await sleep(LOOK_MS)
  }
}
