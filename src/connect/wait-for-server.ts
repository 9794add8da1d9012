import { setTimeout as sleep } from 'node:timers/promises'
import { ServerAway } from '../errors.js'

/** A machine that starts up has its Postgres and Temporal within this time, milliseconds. */
const PATIENCE_MS = 60_000
const AGAIN_MS = 500

/**
 * Tries until the server is there: a worker is started with its servers more often than after them, and whoever
 * starts it again after each failure may give up sooner. Throws the last ServerAway after a minute, anything else at once.
 */
export async function whenThere<T>(attempt: () => Promise<T>, tell: (line: string) => void): Promise<T> {
  const until = performance.now() + PATIENCE_MS
  for (let told = false; ; told = true) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof ServerAway) || performance.now() > until) throw error
      if (!told) tell(`${error.message} Trying again for a minute`)
    }
    await sleep(AGAIN_MS)
  }
}
