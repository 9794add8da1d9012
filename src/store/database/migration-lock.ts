import type { Client } from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import { UserError } from '../../errors.js'
import { poll } from '../../system/poll.js'

/** The key of the advisory lock that Prisma holds while it migrates. */
const KEY = 72_707_369

/** The name of all connections of a migration, ours and those of Prisma's engine (tools/schema-engine.mjs). */
export const APPLICATION = 'season-sync migrate'

/** How long a lock is waited for: milliseconds until that is reported, and until it is given up. */
export interface LockWait {
  readonly reportAfterMs: number
  readonly timeoutMs: number
}

/** A migration rewrites a table of a season in seconds; a database with all of history needs minutes. */
export const LOCK_WAIT: LockWait = { reportAfterMs: 3_000, timeoutMs: 600_000 }

const EVERY_MS = 250

/** Runs `work` in a transaction that holds Prisma's lock. Throws a UserError if another process keeps it too long. */
export async function underMigrationLock(
  client: Client,
  { reportAfterMs, timeoutMs }: LockWait,
  report: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  await client.query('begin')
  try {
    await client.query('set local search_path to public')
    let reported = false
    const attempt = async (elapsedMs: number): Promise<true | undefined> => {
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [
        KEY,
      ])
      if (rows[0]?.got === true) return true
      if (!reported && elapsedMs >= reportAfterMs) {
        reported = true
        report(
          `Another migration is running (${await holder(client)}): waiting for ${minutes(timeoutMs)} at most`,
        )
      }
      return undefined
    }
    if ((await poll(attempt, { everyMs: EVERY_MS, timeoutMs })) === undefined) {
      throw new UserError(
        `Another migration has been running for ${minutes(timeoutMs)} (${await holder(client)}); wait for its end or end that process, then run: ${COMMAND.migrate}`,
      )
    }
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // a connection that broke has no transaction any more
    throw error
  }
}

/**
 * Watches a migration until it ends: reports a process that keeps a table from it, and cancels its statement if that
 * takes too long. Throws a UserError then; otherwise returns what the migration returns.
 */
export async function watchLocks<T>(
  client: Client,
  { reportAfterMs, timeoutMs }: LockWait,
  report: (line: string) => void,
  migration: Promise<T>,
): Promise<T> {
  const over = new AbortController()
  let blockedSince: number | undefined
  let reported = false
  let refusal: UserError | undefined
  const attempt = async (elapsedMs: number): Promise<undefined> => {
    const found = await blocked(client)
    if (found === undefined) {
      blockedSince = undefined
      return
    }
    blockedSince ??= elapsedMs
    const waited = elapsedMs - blockedSince
    if (!reported && waited >= reportAfterMs) {
      reported = true
      report(`The migration waits for a table (${found.by}): for ${minutes(timeoutMs)} at most`)
    }
    if (waited < timeoutMs) return
    refusal = new UserError(
      `The migration waited ${minutes(timeoutMs)} for a table (${found.by}), and nothing of it was changed; end that process, then run: ${COMMAND.migrate}`,
    )
    await client.query('select pg_cancel_backend($1)', [found.pid])
  }
  // It ends by being aborted; what breaks its queries ends the migration as well.
  const watching = poll(attempt, { everyMs: EVERY_MS, timeoutMs: Infinity, signal: over.signal }).catch(
    () => undefined,
  )
  try {
    return await migration
  } catch (error) {
    throw refusal ?? error
  } finally {
    over.abort()
    await watching
  }
}

/** The process of Postgres that holds Prisma's lock, as a person can find it. */
async function holder(client: Client): Promise<string> {
  const { rows } = await client.query<Process>(
    `select l.pid, a.application_name as application, a.usename as role
     from pg_locks l left join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.objid = $1 and l.classid = 0
       and l.database = (select oid from pg_database where datname = current_database())`,
    [KEY],
  )
  return rows[0] === undefined ? 'it has just ended' : described(rows[0])
}

/**
 * A process of a migration that waits for a table, and the one that it waits for. Prisma itself ends its wait for the
 * advisory lock.
 */
async function blocked(client: Client): Promise<{ pid: number; by: string } | undefined> {
  const { rows } = await client.query<Process & { waiting: number }>(
    `select m.pid as waiting, p.pid, a.application_name as application, a.usename as role
     from pg_stat_activity m cross join unnest(pg_blocking_pids(m.pid)) p (pid) left join pg_stat_activity a on a.pid = p.pid
     where m.datname = current_database() and m.application_name = $1 and m.wait_event_type = 'Lock' and m.wait_event <> 'advisory' limit 1`,
    [APPLICATION],
  )
  return rows[0] && { pid: rows[0].waiting, by: described(rows[0]) }
}

interface Process {
  readonly pid: number
  readonly application: string | null
  readonly role: string | null
}

const described = ({ pid, application, role }: Process): string =>
  `process ${pid} of Postgres, ${application || 'a program without a name'} of the role ${role ?? '?'}`

const minutes = (ms: number): string => (ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`)
