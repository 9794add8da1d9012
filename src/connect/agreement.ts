import type pg from 'pg'
import { fetchQueue, QUEUE } from '../contracts/names.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SeasonSyncInput } from '../contracts/season-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { createSource } from '../sources/create.js'
import { checkDatabase } from '../store/database/database-check.js'
import { openDatabase } from '../store/database/database.js'
import { schemaState } from '../store/database/migrations.js'
import { writeRefusal } from '../store/database/takes-writes.js'
import { heldSource, liveWorkers, serves } from '../store/runs/workers.js'
import { poll } from '../system/poll.js'

/**
 * Checks that a configured database may hold a source's data, before anything is started for it. Throws a UserError
 * that names both sources if it holds another.
 */
export async function checkDatabaseFor(source: SourceName, databaseUrl: string): Promise<void> {
  await checkDatabase(databaseUrl)
  const database = openDatabase(databaseUrl, 'check')
  try {
    await refuseOtherSource(database.pool, source)
  } finally {
    await database.close()
  }
}

/**
 * Checks the schema and the source of the database, compares the source's addresses with the workers', and that every
 * worker knows the datasets of the sync. Throws a UserError that names what differs.
 */
export async function checkAgreement(
  pool: pg.Pool,
  settings: Settings,
  { source, datasets }: Pick<SeasonSyncInput, 'source' | 'datasets'>,
): Promise<void> {
  await requireSchema(pool)
  await refuseOtherSource(pool, source)
  // Before the workers: none can report to a database that takes no writes, so that they would seem to be gone.
  const refusal = await writeRefusal(pool)
  if (refusal !== undefined) throw new UserError(`${refusal}.`)
  const workers = await presentWorkers(pool, settings)
  if (workers.length === 0) {
    throw new UserError(`No worker is connected to this database; start one with: ${COMMAND.worker}`)
  }
  for (const queue of [QUEUE, fetchQueue(source)]) {
    if (!workers.some((worker) => serves(worker, queue))) throw new UserError(noWorkerOf(queue))
  }
  const mine = createSource(source, settings).addresses()
  for (const worker of workers) {
    for (const [service, address] of serves(worker, fetchQueue(source)) ? Object.entries(mine) : []) {
      const theirs = worker.addresses[source]?.[service]
      if (theirs !== address) {
        throw new UserError(
          `The ${service} address here is ${address}, that of the worker on ${worker.host} (pid ${worker.pid}) is ${theirs ?? 'unset'}; start both with the same settings.`,
        )
      }
    }
    const known = worker.datasets?.[source]
    const unknown = datasets.find(({ name }) => known !== undefined && !known.includes(name))
    if (unknown !== undefined) {
      throw new UserError(
        `The worker on ${worker.host} (pid ${worker.pid}) does not know the dataset ${unknown.name}; start it anew with the same SEASON_SYNC_DATASETS.`,
      )
    }
  }
}

/** Throws a UserError if the database lacks a migration. */
export async function requireSchema(pool: pg.Pool): Promise<void> {
  const schema = await schemaState(pool)
  if (schema.current) return
  throw new UserError(
    `The database lacks the migrations ${[...schema.missing, ...schema.failed].join(', ')}; run: ${COMMAND.migrate}`,
  )
}

/** One database holds one source. Throws a UserError that names both if the database holds another. */
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
const POLL_MS = 200

/** The live workers of a database. The embedded worker is waited for, since the database may be new to it. */
async function presentWorkers(pool: pg.Pool, settings: Settings): ReturnType<typeof liveWorkers> {
  const found = await poll(
    async () => {
      const workers = await liveWorkers(pool)
      return workers.length > 0 ? workers : undefined
    },
    { everyMs: POLL_MS, timeoutMs: settings.databaseUrl === undefined ? JOIN_MS : 0 },
  )
  return found ?? []
}

/** Says that a task queue has no worker, and what to type. */
export const noWorkerOf = (queue: string): string =>
  `No worker serves the task queue ${queue}; start one with: ${COMMAND.workerOf([queue])}`
