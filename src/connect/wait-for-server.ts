import { ServerAway } from '../errors.js'
import { retry } from '../system/poll.js'

/** A machine that starts up has its Postgres and Temporal within this time, milliseconds. */
const STARTUP_MS = 60_000
const EVERY_MS = 500

/**
 * Tries until the server is there: a worker is started with its servers more often than after them, and whoever
 * starts it again after each failure may give up sooner. Throws the last ServerAway after a minute, anything else at once.
 */
export async function waitForServer<T>(
  attempt: () => Promise<T>,
  report: (line: string) => void,
): Promise<T> {
  let reported = false
  const reporting = async (): Promise<T> => {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof ServerAway && !reported) {
        reported = true
        report(`${error.message} Trying again for a minute`)
      }
      throw error
    }
  }
  return retry(reporting, {
    everyMs: EVERY_MS,
    timeoutMs: STARTUP_MS,
    isTransient: (error) => error instanceof ServerAway,
  })
}
