import type { Client } from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import { UserError } from '../../errors.js'
import { poll } from '../../system/poll.js'

/** The key of the advisory lock that Prisma holds while it migrates. */
const KEY = 72_707_369

/** How long the lock is waited for: milliseconds until that is reported, and until it is given up. */
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
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** The process of Postgres that holds the lock, as a person can find it. */
async function holder(client: Client): Promise<string> {
  const { rows } = await client.query<{ pid: number; application: string | null; role: string | null }>(
    `select l.pid, nullif(a.application_name, '') as application, a.usename as role
     from pg_locks l left join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.objid = $1 and l.classid = 0
       and l.database = (select oid from pg_database where datname = current_database())`,
    [KEY],
  )
  const [found] = rows
  if (found === undefined) return 'it has just ended'
  return `process ${found.pid} of Postgres, ${found.application ?? 'a program without a name'} of the role ${found.role ?? '?'}`
}

const minutes = (ms: number): string => (ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`)
