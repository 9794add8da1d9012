import { ServerUnavailable } from '../errors.js'
import { retry } from '../system/poll.js'

/** A machine that starts up has its Postgres and Temporal within this time, milliseconds. */
const STARTUP_MS = 60_000
const EVERY_MS = 500

/**
 * Repeats an attempt until the server answers: a worker is often started together with its servers, and the program that
 * restarts it may give up sooner than they need. Throws the last ServerUnavailable after a minute, any other error at
 * once.
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
      if (error instanceof ServerUnavailable && !reported) {
        reported = true
        report(`${error.message} Trying again for a minute`)
      }
      throw error
    }
  }
  return retry(reporting, {
    everyMs: EVERY_MS,
    timeoutMs: STARTUP_MS,
    isTransient: (error) => error instanceof ServerUnavailable,
  })
}
