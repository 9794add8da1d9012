import type pg from 'pg'
import type { Database } from '../database/database.js'

export interface WorkerRecord {
  readonly workerId: string
  readonly host: string
  readonly pid: number
  readonly version: string
  /** Source -> service -> base address, as the worker's settings have them. */
  readonly addresses: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** A worker says this often that it lives, milliseconds; */
export const WORKER_BEAT_MS = 5_000
/** one that has said nothing for three beats is gone. */
const WORKER_GONE_SECONDS = (WORKER_BEAT_MS / 1000) * 3

export async function registerWorker(pool: pg.Pool, worker: WorkerRecord): Promise<void> {
  await pool.query(
    `insert into workers (worker_id, host, pid, version, addresses, started_at, seen_at) values ($1,$2,$3,$4,$5,now(),now())
     on conflict (worker_id) do update set seen_at = now(), stopped_at = null, addresses = excluded.addresses`,
    [worker.workerId, worker.host, worker.pid, worker.version, JSON.stringify(worker.addresses)],
  )
  await pool.query(`delete from workers where seen_at < now() - interval '30 days'`)
}

export async function workerAlive(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query('update workers set seen_at = now() where worker_id = $1', [workerId])
}

export async function workerStopped(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query('update workers set stopped_at = now() where worker_id = $1', [workerId])
}

/** An embedded database appears when the first sync of its source asks for it: the worker looks this often, milliseconds. */
const APPEARANCE_MS = 1_000

/** Keeps a worker on record in each of its databases until `end`; one that isn't there yet is joined when it is. */
export async function keepRegistered(
  databases: readonly Pick<Database, 'pool'>[],
  worker: WorkerRecord,
): Promise<{ end(): Promise<void> }> {
  const joined = new Set<pg.Pool>()
  const join = async (pool: pg.Pool): Promise<void> => {
    try {
      await registerWorker(pool, worker)
      joined.add(pool)
    } catch {
      // Not created or not migrated yet; the next look tells.
    }
  }
  const appear = async (): Promise<void> => {
    await Promise.all(databases.filter(({ pool }) => !joined.has(pool)).map(({ pool }) => join(pool)))
  }
  await appear()
  const look = setInterval(() => void appear(), APPEARANCE_MS)
  // A beat that fails is made up by the next: the database may be restarting.
  const beat = setInterval(() => {
    for (const pool of joined) void workerAlive(pool, worker.workerId).catch(() => undefined)
  }, WORKER_BEAT_MS)
  return {
    end: async () => {
      clearInterval(look)
      clearInterval(beat)
      await Promise.all(
        [...joined].map((pool) => workerStopped(pool, worker.workerId).catch(() => undefined)),
      )
    },
  }
}

/** Workers that said lately that they live. */
export async function liveWorkers(
  pool: pg.Pool,
): Promise<readonly (WorkerRecord & { startedAt: Date; seenAt: Date })[]> {
  const { rows } = await pool.query<WorkerRecord & { startedAt: Date; seenAt: Date }>(
    `select worker_id as "workerId", host, pid, version, addresses, started_at as "startedAt", seen_at as "seenAt" from workers
     where stopped_at is null and seen_at > now() - make_interval(secs => $1) order by started_at`,
    [WORKER_GONE_SECONDS],
  )
  return rows
}

/** Claims the database for a source, or says which source it holds. */
export async function claimDatabase(pool: pg.Pool, source: string): Promise<string> {
  await pool.query('insert into database_source (source) values ($1) on conflict do nothing', [source])
  const { rows } = await pool.query<{ source: string }>('select source from database_source')
  return rows[0]?.source ?? source
}

/** The source whose data this database holds; undefined before the first sync. */
export async function heldSource(pool: pg.Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ source: string }>('select source from database_source')
  return rows[0]?.source
}
