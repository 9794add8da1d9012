import { Context } from '@temporalio/activity'

/**
 * Short work never reaches the server with a heartbeat: each is a billed action. Longer work says that it lives, and
 * hears of a cancellation that way.
 */
export const HEARTBEAT_MS = 5_000

/** Runs `work` with a heartbeat every few seconds until it ends. */
export async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current()
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
