import { setTimeout as sleep } from 'node:timers/promises'

/** How long to wait for something, and how often to look for it. */
export interface PollOptions {
  /** The wait between two attempts, milliseconds; the first one where `longestMs` is given. */
  readonly everyMs: number
  /** With it each wait doubles, up to this one. */
  readonly longestMs?: number
  /** No attempt begins later than this after the first began; Infinity: as long as it takes. */
  readonly timeoutMs: number
  /** Ends the waiting with the signal's AbortError; an attempt under way is not ended. */
  readonly signal?: AbortSignal
}

/**
 * Repeats an attempt until it returns a value; undefined when the time is up. What an attempt throws ends it.
 *
 *     const ready = await poll(() => (isReady() ? 'ready' : undefined), { everyMs: 20, timeoutMs: 5_000 })
 */
export async function poll<T>(
  attempt: (elapsedMs: number) => T | undefined | Promise<T | undefined>,
  options: PollOptions,
): Promise<Awaited<T> | undefined> {
  const started = performance.now()
  for (let attempts = 1; ; attempts++) {
    const found = await attempt(performance.now() - started)
    if (found !== undefined) return found
    const wait = waitAfter(attempts, options)
    if (performance.now() - started + wait > options.timeoutMs) return undefined
    await sleep(wait, undefined, { signal: options.signal })
  }
}

export interface RetryOptions extends PollOptions {
  /** Errors that may pass; any other is thrown at once. */
  readonly passing: (error: unknown) => boolean
}

/**
 * Repeats an attempt until it does not throw, and returns what it returns. When the time is up, or the signal has
 * ended it meanwhile, the last error is thrown.
 */
export async function retry<T>(attempt: () => Promise<T>, { passing, ...options }: RetryOptions): Promise<T> {
  let last: unknown
  const done = await poll(async () => {
    try {
      return { value: await attempt() }
    } catch (error) {
      if (options.signal?.aborted === true || !passing(error)) throw error
      last = error
      return undefined
    }
  }, options)
  if (done === undefined) throw last
  return done.value
}

function waitAfter(attempts: number, { everyMs, longestMs }: PollOptions): number {
  return longestMs === undefined ? everyMs : Math.min(longestMs, everyMs * 2 ** (attempts - 1))
}
