import { retry } from '../system/poll.js'

/**
 * Limit of the wait for the database. Waiting is cheaper than losing a received answer, which costs the source
 * another request.
 */
const TIMEOUT_MS = 60_000

/** Waits between two attempts, doubling. */
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000

/**
 * Writes something that would be lost otherwise, and retries while the database restarts. A write of which only the
 * acknowledgement was lost is not repeated: `findWritten` returns its result before each further attempt.
 */
export async function persist<T>(
  write: () => Promise<T>,
  findWritten: () => Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T> {
  let tried = false
  const attempt = async (): Promise<T> => {
    const before = tried ? await findWritten() : undefined
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
