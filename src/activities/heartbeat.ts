import { Context } from '@temporalio/activity'

/**
 * Interval of heartbeats. Activities shorter than this send none, since each heartbeat is a billed action. Longer ones
 * report that they are alive, and receive a cancellation in return.
 */
export const HEARTBEAT_MS = 5_000

/**
 * Sends a heartbeat every HEARTBEAT_MS while `work` runs. `work` may report what it does: Temporal shows the last report
 * with the activity. Work that reports nothing for `longestStepMs` is stuck and sends no further heartbeat, so that
 * Temporal starts another attempt.
 */
export async function withHeartbeat<T>(
  work: (report: (doing: string) => void) => Promise<T>,
  longestStepMs = Number.POSITIVE_INFINITY,
): Promise<T> {
  const context = Context.current()
  let doing: string | undefined
  let since = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - since < longestStepMs) context.heartbeat(doing)
  }, HEARTBEAT_MS)
  try {
    return await work((next) => {
      doing = next
      since = performance.now()
    })
  } finally {
    clearInterval(timer)
  }
}
