import type pg from 'pg'
import type { Budget } from '../../contracts/budget.js'
import { messageOf, ServerUnavailable } from '../../errors.js'
import type { Database } from '../database/database.js'
import { isNotCreatedYet, noWrites } from '../database/refusal.js'

export interface WorkerRecord {
  readonly workerId: string
  readonly host: string
  readonly pid: number
  readonly version: string
  /** Source -> service -> base address, as the worker's settings have them. */
  readonly addresses: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Source -> names of the datasets that the worker knows; null for a worker of an earlier build. */
  readonly datasets: Readonly<Record<string, readonly string[]>> | null
  /**
   * Source -> requests per second by the worker's settings, of the sources that it fetches from; null for a worker of an
   * earlier build.
   */
  readonly paces: Readonly<Record<string, number>> | null
  /** Source -> budget by the worker's settings, where there is one; null for a worker of an earlier build. */
  readonly budgets?: Readonly<Record<string, Budget>> | null
  /** Task queues that it serves; null for a worker of an earlier build, which serves all. */
  readonly queues: readonly string[] | null
}

/** True if a worker serves a task queue. */
export const serves = ({ queues }: Pick<WorkerRecord, 'queues'>, queue: string): boolean =>
  queues === null || queues.includes(queue)

/** Interval of a worker's heartbeats, milliseconds. */
export const WORKER_BEAT_MS = 5_000
/** A worker without a heartbeat for three intervals counts as gone. */
const WORKER_GONE_SECONDS = (WORKER_BEAT_MS / 1000) * 3

/** The condition for a worker with a recent heartbeat, in SQL. One of the future was sent before the clock went back. */
export const IS_LIVE = `stopped_at is null and seen_at between now() - interval '${WORKER_GONE_SECONDS} s' and now() + interval '${WORKER_GONE_SECONDS} s'`

export async function registerWorker(pool: pg.Pool, worker: WorkerRecord): Promise<void> {
  await pool.query(
    `insert into sync.workers (worker_id, host, pid, version, addresses, datasets, paces, queues, budgets, started_at, seen_at) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,now(),now())
     on conflict (worker_id) do update set seen_at = now(), stopped_at = null, addresses = excluded.addresses, datasets = excluded.datasets,
       paces = excluded.paces, queues = excluded.queues, budgets = excluded.budgets`,
    [
      worker.workerId,
      worker.host,
      worker.pid,
      worker.version,
      JSON.stringify(worker.addresses),
      worker.datasets === null ? null : JSON.stringify(worker.datasets),
      worker.paces === null ? null : JSON.stringify(worker.paces),
      worker.queues === null ? null : JSON.stringify(worker.queues),
      worker.budgets ? JSON.stringify(worker.budgets) : null,
    ],
  )
  await pool.query(`delete from sync.workers where seen_at < now() - interval '30 days'`)
}

/** Records a heartbeat. Returns false if the worker is not registered any more: the database was restored. */
export async function workerAlive(pool: pg.Pool, workerId: string): Promise<boolean> {
  const { rowCount } = await pool.query('update sync.workers set seen_at = now() where worker_id = $1', [
    workerId,
  ])
  return rowCount === 1
}

export async function workerStopped(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query('update sync.workers set stopped_at = now() where worker_id = $1', [workerId])
}

/** An embedded database is created by the first sync of its source; the worker checks for it this often, milliseconds. */
const DATABASE_POLL_MS = 1_000

/**
 * Keeps a worker registered in its database and in those of further sources until `end`; in a database that is created
 * later, from its creation on. Throws a ServerUnavailable if its own database does not take it: commands would not see
 * the worker. `report` receives the same about a further database, once.
 */
export async function keepRegistered(
  own: Pick<Database, 'pool'>,
  further: readonly Pick<Database, 'pool'>[],
  worker: WorkerRecord,
  report: (line: string) => void,
): Promise<{ end(): Promise<void> }> {
  await registerWorker(own.pool, worker).catch((error: unknown) => {
    throw new ServerUnavailable(notRegistered(error))
  })
  const pools = [own, ...further].map(({ pool }) => pool)
  const registered = new Set<pg.Pool>([own.pool])
  const reported = new Set<pg.Pool>()
  const register = async (pool: pg.Pool): Promise<void> => {
    try {
      await registerWorker(pool, worker)
      registered.add(pool)
    } catch (error) {
      // The next poll tries again.
      if (reported.has(pool) || isNotCreatedYet(error)) return
      reported.add(pool)
      report(notRegistered(error))
    }
  }
  const registerMissing = async (): Promise<void> => {
    await Promise.all(pools.filter((pool) => !registered.has(pool)).map(register))
  }
  await registerMissing()
  const poll = setInterval(() => void registerMissing(), DATABASE_POLL_MS)
  const refused = new Set<pg.Pool>()
  const beat = async (pool: pg.Pool): Promise<void> => {
    try {
      if (!(await workerAlive(pool, worker.workerId))) registered.delete(pool)
      refused.delete(pool)
    } catch (error) {
      // The next heartbeat makes up for one that fails: the database may be restarting.
      const refusal = noWrites(error)
      if (refusal === undefined || refused.has(pool)) return
      refused.add(pool)
      report(`${refusal}. Until then the worker cannot report to it`)
    }
  }
  const beats = setInterval(() => {
    for (const pool of registered) void beat(pool)
  }, WORKER_BEAT_MS)
  return {
    end: async () => {
      clearInterval(poll)
      clearInterval(beats)
      await Promise.all(
        // Commands take a worker that could not sign off for gone once its heartbeats stay away.
        [...registered].map((pool) => workerStopped(pool, worker.workerId).catch(() => undefined)),
      )
    },
  }
}

const notRegistered = (error: unknown): string =>
  noWrites(error) === undefined
    ? `The worker cannot register itself in the table workers of its database (${messageOf(error)}), so that no sync would find it.`
    : `${noWrites(error)}. The worker cannot register itself.`

/** Registered workers with a recent heartbeat. */
export async function liveWorkers(
  pool: pg.Pool,
): Promise<readonly (WorkerRecord & { startedAt: Date; seenAt: Date })[]> {
  const { rows } = await pool.query<WorkerRecord & { startedAt: Date; seenAt: Date }>(
    `select worker_id as "workerId", host, pid, version, addresses, datasets, paces, queues, budgets, started_at as "startedAt", seen_at as "seenAt" from sync.workers
     where ${IS_LIVE} order by started_at`,
  )
  return rows
}

/** Claims the database for a source, unless another has claimed it; returns the source that holds it. */
export async function claimDatabase(pool: pg.Pool, source: string): Promise<string> {
  await pool.query('insert into sync.database_source (source) values ($1) on conflict do nothing', [source])
  const { rows } = await pool.query<{ source: string }>('select source from sync.database_source')
  return rows[0]?.source ?? source
}

/** The source whose data this database holds; undefined before the first sync. */
export async function heldSource(pool: pg.Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ source: string }>('select source from sync.database_source')
  return rows[0]?.source
}
