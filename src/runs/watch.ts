import type { Client } from '@temporalio/client'
import type pg from 'pg'
import type { Session } from '../connect/session.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SourceName } from '../contracts/source-names.js'
import { messageOf } from '../errors.js'
import type { Settings } from '../settings.js'
import { isConnectionProblem } from '../store/database/connection-errors.js'
import { writeRefusal } from '../store/database/takes-writes.js'
import { liveWorkers } from '../store/runs/workers.js'
import { poll } from '../system/poll.js'
import type { OpenRun } from './control.js'
import { failingTries, trySentence } from './failing-tries.js'

/** The connections of a command that follows a run; replaced together when the stack has to be started again. */
export interface Connected {
  readonly session: Session
  readonly client: Client
}

export interface FollowedRun {
  readonly workflowId: string
  readonly runId: string
  readonly source: SourceName
}

/** Receives the progress of a run. */
export interface Watcher<T> {
  /** Receives the present state; `notice` is the reason why no request starts. */
  readonly update: (state: T, notice: string | undefined) => void
  /** Receives a line about an event, such as a lost connection. */
  readonly say: (line: string) => void
  /** Temporal has accepted the cancellation: the run ends without this command, too. */
  readonly cancelled?: () => void
}

/** What a command follows: the sync of a season, or a backfill. */
export interface Followable<T> {
  /** Its present state, from Postgres. */
  readonly read: (pool: pg.Pool, run: FollowedRun) => Promise<T>
  /** The reason why no request of it starts now; undefined if requests may start. */
  readonly notice: (pool: pg.Pool, settings: Settings, run: FollowedRun) => Promise<string | undefined>
  readonly cancel: (client: Client, pool: pg.Pool, run: OpenRun) => Promise<void>
}

/** Often enough for a display that moves; each read counts all requests and attempts of the run. */
const POLL_MS = 1_000
/** The start of a sync is read more often: a small one is over by then. */
const FIRST_POLL_MS = 300
const FIRST_MS = 5_000

/** A killed worker is back within seconds, so a longer absence is reported. */
const NO_WORKER_MS = 20_000
const CHECK_MS = 5_000

/**
 * Reads the state about once a second and shows it, once more after `stop`. If the database does not answer, it is asked
 * again; any other error of a read is a defect and is thrown.
 */
export async function watch<T>(
  what: Followable<T>,
  settings: Settings,
  connected: () => Connected,
  run: FollowedRun,
  progress: Watcher<T>,
  stop: AbortSignal,
): Promise<void> {
  const since = performance.now()
  let workerSeenAt = since
  let checkedAt = 0
  let failing: string | undefined
  let warned = false
  let away = false
  /** Returns true where no further read is due. */
  const show = async (last: boolean): Promise<true | undefined> => {
    const { pool } = connected().session.database
    try {
      const [state, hold] = await Promise.all([what.read(pool, run), what.notice(pool, settings, run)])
      progress.update(state, last ? undefined : (hold ?? failing))
      if (last) return true
      away = false
      const now = performance.now()
      if (now - checkedAt >= CHECK_MS) {
        checkedAt = now
        const [first] = await failingTries(connected().client, run)
        failing = first && trySentence(first)
        if ((await liveWorkers(pool)).length > 0) workerSeenAt = now
        else if (now - workerSeenAt >= NO_WORKER_MS && !warned) {
          warned = true
          progress.say(await absenceOf(pool))
        }
      }
    } catch (error) {
      if (!isConnectionProblem(error)) throw error
      if (stop.aborted) return true
      // A pool that was ended here belongs to a stack that is being started again, which is already reported.
      if (!away && !pool.ending)
        progress.say(`The database does not answer (${messageOf(error)}); trying again`)
      away = true
      workerSeenAt = performance.now() // workers cannot report to this database either
    }
    return undefined
  }
  const everyMs = (elapsedMs: number): number => (elapsedMs < FIRST_MS ? FIRST_POLL_MS : POLL_MS)
  const over = await poll(() => show(false), { everyMs, timeoutMs: Infinity, until: stop })
  if (over === undefined) await show(true)
}

/** What is known where no worker has reported for a while. */
async function absenceOf(pool: pg.Pool): Promise<string> {
  const refusal = await writeRefusal(pool)
  const silence = `No worker has reported for ${NO_WORKER_MS / 1_000} s`
  return refusal === undefined
    ? `${silence}, so the sync cannot continue; start one with: ${COMMAND.worker}`
    : `${refusal}. ${silence}, since none can`
}
