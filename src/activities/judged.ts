import { Context } from '@temporalio/activity'
import { TemporalFailure } from '@temporalio/common'
import { messageOf } from '../errors.js'
import { isConnectionProblem } from '../store/database/connection-errors.js'
import { refusalOf, refusalSentence, type RefusalDuration } from '../store/database/refusal.js'
import { permanent } from './failures.js'

const MINUTE_MS = 60_000

/** Tries for what a failover, a restore or a new password mends. */
const SOON_MS = 10 * MINUTE_MS

/** Tries for everything else, such as a full disk: a night, until a person is awake. */
const SOME_TIME_MS = 12 * 60 * MINUTE_MS

/** Since when the tries of one activity fail in this process: time in which the machine slept does not count. */
interface Failing {
  readonly since: number
  readonly refusedSince?: number
}

/**
 * Wraps an activity so that Temporal does not repeat for ever what no repeat mends. A defect fails at once; what Postgres
 * refuses fails at once or after ten minutes of tries, by its SQLSTATE; everything else after twelve hours. Failures
 * that the activity throws itself are passed on: they say how they are retried.
 */
export function judged<A extends unknown[], R>(
  activity: (...args: A) => Promise<R>,
  now = () => performance.now(),
) {
  const failing = new Map<string, Failing>()
  return async (...args: A): Promise<R> => {
    const { workflowExecution, activityId } = Context.current().info
    const key = `${workflowExecution?.runId}/${activityId}`
    const before = failing.get(key)
    failing.delete(key)
    try {
      return await activity(...args)
    } catch (error) {
      if (error instanceof TemporalFailure) throw error
      const refusal = refusalOf(error)
      const since = before?.since ?? now()
      const refusedSince = refusal === 'soon over' ? (before?.refusedSince ?? now()) : now()
      const failure = judge(error, refusal, now() - since, now() - refusedSince)
      if (failure !== undefined) throw failure
      failing.set(key, { since, ...(refusal === 'soon over' && { refusedSince }) })
      throw error
    }
  }
}

/** The failure that ends all tries; undefined: the activity is tried again. */
function judge(error: unknown, refusal: RefusalDuration, failingMs: number, refusedMs: number) {
  if (refusal === 'always') return permanent('Defect', refusalSentence(error))
  const isDefect = error instanceof TypeError || error instanceof RangeError
  if (isDefect && !isConnectionProblem(error))
    return permanent('Defect', `a defect of season-sync: ${messageOf(error)}`)
  if (refusedMs >= SOON_MS)
    return permanent('DatabaseRefuses', `${refusalSentence(error)} (for ${SOON_MS / MINUTE_MS} minutes)`)
  if (failingMs >= SOME_TIME_MS)
    return permanent('DatabaseRefuses', `${messageOf(error)} (for ${SOME_TIME_MS / MINUTE_MS / 60} hours)`)
  return undefined
}
