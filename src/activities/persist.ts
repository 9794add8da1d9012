import { setTimeout as sleep } from 'node:timers/promises'

/** An answer in hand is worth waiting for the database that long: asking again costs the source a request. */
const PATIENCE_MS = 60_000

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
  const until = performance.now() + PATIENCE_MS
  let before: unknown
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    try {
      return (before === undefined ? undefined : await written()) ?? (await write())
    } catch (error) {
      before = error
      if (signal.aborted || performance.now() + wait > until) throw error
    }
    await sleep(wait, undefined, { signal })
  }
}
