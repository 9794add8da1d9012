import { retry } from '../system/poll.js'

/** An answer in hand is worth waiting for the database that long: asking again costs the source a request. */
const TIMEOUT_MS = 60_000

/** Between two tries, doubling. */
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000

/**
 * Writes what cannot be had again, over a restart of the database. A write whose acknowledgement was lost is not
 * repeated: `written` looks for what it left.
 */
export async function persist<T>(
  write: () => Promise<T>,
  written: () => Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T> {
  let tried = false
  const attempt = async (): Promise<T> => {
    const before = tried ? await written() : undefined
    tried = true
    return before ?? (await write())
  }
  return retry(attempt, {
    everyMs: FIRST_WAIT_MS,
    longestMs: LONGEST_WAIT_MS,
    timeoutMs: TIMEOUT_MS,
    signal,
    isTransient: () => true,
  })
}
