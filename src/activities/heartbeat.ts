import { Context } from '@temporalio/activity'

/**
 * Interval of heartbeats. Activities shorter than this send none, since each heartbeat is a billed action. Longer ones
 * report that they are alive, and receive a cancellation in return.
 */
export const HEARTBEAT_MS = 5_000

/** Sends a heartbeat every HEARTBEAT_MS while `work` runs. */
export async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current()
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
