import { setTimeout as sleep } from 'node:timers/promises'

/** The timeout of a poll, and the waits between its attempts. */
export interface PollOptions {
  /**
   * The wait between two attempts, milliseconds; the first one where `longestMs` is given. A function gives it by the time
   * since the first attempt began.
   */
  readonly everyMs: number | ((elapsedMs: number) => number)
  /** When given, each wait doubles, up to this one, milliseconds. */
  readonly longestMs?: number
  /** No attempt begins later than this after the first began, milliseconds; Infinity: no limit. */
  readonly timeoutMs: number
  /** Aborting it rejects with the signal's AbortError; an attempt in progress is not interrupted. */
  readonly signal?: AbortSignal
  /** Aborting it ends the poll after the attempt in progress, without another: it returns undefined. */
  readonly until?: AbortSignal
}

/**
 * Repeats an attempt until it returns a value; returns undefined after the timeout. An error that an attempt throws
 * ends the poll.
 *
 *     const ready = await poll(() => (isReady() ? 'ready' : undefined), { everyMs: 20, timeoutMs: 5_000 })
 */
export async function poll<T>(
  attempt: (elapsedMs: number) => T | undefined | Promise<T | undefined>,
  options: PollOptions,
): Promise<Awaited<T> | undefined> {
  const started = performance.now()
  const ending = AbortSignal.any([options.signal, options.until].filter((each) => each !== undefined))
  for (let attempts = 1; ; attempts++) {
    const found = await attempt(performance.now() - started)
    if (found !== undefined) return found
    const elapsedMs = performance.now() - started
    const wait = waitAfter(attempts, elapsedMs, options)
    if (elapsedMs + wait > options.timeoutMs) return undefined
    if (!(await slept(wait, ending, options))) return undefined
  }
}

/** Waits between two attempts; false once `until` is aborted. */
async function slept(ms: number, ending: AbortSignal, { signal, until }: PollOptions): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal: ending })
    return true
  } catch (error) {
    if (until?.aborted !== true || signal?.aborted === true) throw error
    return false
  }
}

/** When to repeat an attempt that throws. */
export interface RepeatOptions extends PollOptions {
  /** True for an error that may go away by itself; any other is thrown at once. */
  readonly isTransient: (error: unknown) => boolean
}

/**
 * Repeats an attempt until one succeeds, and returns its value. After the timeout, or when the signal aborted during
 * an attempt, it throws the last error.
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  { isTransient, ...options }: RepeatOptions,
): Promise<T> {
  let last: unknown
  const done = await poll(async () => {
    try {
      return { value: await attempt() }
    } catch (error) {
      if (options.signal?.aborted === true || !isTransient(error)) throw error
      last = error
      return undefined
    }
  }, options)
  if (done === undefined) throw last
  return done.value
}

function waitAfter(attempts: number, elapsedMs: number, { everyMs, longestMs }: PollOptions): number {
  const wait = typeof everyMs === 'number' ? everyMs : everyMs(elapsedMs)
  return longestMs === undefined ? wait : Math.min(longestMs, wait * 2 ** (attempts - 1))
}
