import type { Client } from 'pg'
import { messageOf, UserError } from '../../errors.js'
import { completeDatabase } from './complete.js'
import { clientOf, closeClient } from './connection.js'
import { applyMigrations } from './engine.js'
import { finishInterrupted } from './interrupted.js'
import { checkMayMigrate } from './may-migrate.js'
import { schemaState } from './migrations.js'
import { createRecord, recordSchema, removeEmptyRecord, type RecordSchema } from './record.js'
import { refuseOlderWorkers } from './older-workers.js'
import { isNoPrivilege } from './refusal.js'
import { refuseTakenNames } from './taken-names.js'
import { APPLICATION, LOCK_WAIT, underMigrationLock, watchLocks, type LockWait } from './migration-lock.js'
import { dropViews, presentViews, type PresentView } from './views.js'

/**
 * Brings a database up to date by Prisma's schema engine (about 2 s), unless a query finds that it is, then its views and
 * comments. Migrations that were interrupted are finished first. Of two calls at once one waits for the other and reports
 * that. Returns the names applied; throws a UserError with the reason.
 */
export async function migrateDeploy(
  databaseUrl: string,
  report: (line: string) => void = () => undefined,
  wait: LockWait = LOCK_WAIT,
): Promise<{ applied: string[] }> {
  const before = await schemaState(databaseUrl).catch(ifNoPrivilege)
  const client = clientOf(databaseUrl, { application_name: APPLICATION })
  client.on('error', () => undefined) // the query in progress rejects with it
  await client.connect()
  try {
    if (before?.current === true) {
      // The views of a newer build stay.
      if (before.unknown.length === 0) await completeDatabase(client, wait, report)
      return { applied: [] }
    }
    const record = await recordSchema(client)
    await checkMayMigrate(client, record)
    await refuseOlderWorkers(client, record)
    const missing = before?.missing ?? (await schemaState(databaseUrl)).missing
    const dropped: PresentView[] = []
    try {
      do
        await underMigrationLock(
          client,
          wait,
          report,
          async () => void dropped.push(...(await prepare(client, record))),
        )
      while ((await watchLocks(client, wait, report, deploy(databaseUrl))) === 'locked')
    } catch (error) {
      await removeRecord(client, record)
      if (dropped.length > 0)
        await completeDatabase(client, AT_ONCE, () => undefined, dropped).catch((failure: unknown) =>
          report(`The views were not made again (${messageOf(failure)}); the next migration makes them`),
        )
      throw error
    }
    if (before?.unknown.length === 0) await completeDatabase(client, wait, report, dropped)
    const after = await schemaState(databaseUrl)
    return { applied: missing.filter((name) => !after.missing.includes(name)) }
  } finally {
    await closeClient(client)
  }
}

/** The state of a schema that the role may not read is unknown. */
function ifNoPrivilege(error: unknown): undefined {
  if (!isNoPrivilege(error)) throw error
}

/**
 * In one transaction, so that what is refused here has changed nothing. Drops our views, since Postgres changes no column
 * that a view reads, and returns them.
 */
async function prepare(client: Client, record: RecordSchema): Promise<readonly PresentView[]> {
  const views = await presentViews(client)
  await dropViews(client, views)
  await client.query(`set local search_path to ${record}`)
  await client.query(createRecord(record))
  await finishInterrupted(client, record)
  await refuseTakenNames(client, record)
  return views
}

/** Another migration that runs meanwhile needs the record. */
const AT_ONCE: LockWait = { reportAfterMs: Number.POSITIVE_INFINITY, timeoutMs: 0 }

async function removeRecord(client: Client, record: RecordSchema): Promise<void> {
  const remove = async (): Promise<void> => void (await client.query(removeEmptyRecord(record)))
  await underMigrationLock(client, AT_ONCE, () => undefined, remove).catch(() => undefined) // the reason is thrown already
}

/** `locked`: another deploy came first and holds Prisma's lock for longer than Prisma waits (10 s). */
async function deploy(databaseUrl: string): Promise<'done' | 'locked'> {
  const refusal = await applyMigrations(databaseUrl)
  if (refusal === undefined) return 'done'
  if (refusal.includes('pg_advisory_lock')) return 'locked'
  throw new UserError(`The database could not be brought up to date: ${reason(refusal)}`)
}

/** Postgres's words for a migration that it refused, otherwise Prisma's output after its last "Error:", on one line. */
function reason(output: string): string {
  const [, words, migration] =
    /Error querying the database: (?:ERROR: )?(.+?)\s+0: [^]*?migration_name="(\w+)"/.exec(output) ?? []
  if (words !== undefined)
    return `Postgres refuses the migration ${migration} (${words}), and nothing of it was changed.`
  const from = output.lastIndexOf('Error:')
  return (from < 0 ? output : output.slice(from + 6)).replace(/\s+/g, ' ').trim().slice(0, 600)
}
