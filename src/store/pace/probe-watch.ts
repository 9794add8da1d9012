import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { poll } from '../../system/poll.js'
import { perPool } from '../database/per-pool.js'
import { PROBE_UNTIL } from './times.js'

/** A process asks Postgres this often whether the probe of another one has ended, milliseconds, however many requests wait. */
const LOOK_EVERY_MS = 1_000

/** The requests of this process that wait for the outcome of a source's probe. */
interface Watch {
  readonly waiting: Set<() => void>
  looking: boolean
}

const watchesOf = perPool(() => new Map<string, Watch>())

/**
 * Waits until the probe of a source has ended, for `longestMs` at most: at once if it was a request of this process,
 * otherwise within a second.
 */
export async function waitForProbe(
  pool: pg.Pool,
  source: string,
  longestMs: number,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const watch = watchOf(pool, source)
  const wait = new AbortController()
  const end = (): void => wait.abort()
  signal.addEventListener('abort', end)
  watch.waiting.add(end)
  void look(pool, source, watch)
  try {
    await sleep(longestMs, undefined, { signal: wait.signal })
  } catch (error) {
    if (signal.aborted || !wait.signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', end)
    watch.waiting.delete(end)
  }
}

/** Ends the waits of this process for the source's probe, which has ended. */
export function probeEnded(pool: pg.Pool, source: string): void {
  endAll(watchOf(pool, source))
}

function endAll({ waiting }: Watch): void {
  for (const end of waiting) end()
  waiting.clear()
}

function watchOf(pool: pg.Pool, source: string): Watch {
  const watches = watchesOf(pool)
  const watch = watches.get(source) ?? { waiting: new Set(), looking: false }
  watches.set(source, watch)
  return watch
}

/** Asks Postgres until no request waits any more. */
async function look(pool: pg.Pool, source: string, watch: Watch): Promise<void> {
  if (watch.looking) return
  watch.looking = true
  await poll(
    async () => {
      if (watch.waiting.size > 0 && !(await isProbing(pool, source))) endAll(watch)
      return watch.waiting.size === 0 ? true : undefined
    },
    { everyMs: LOOK_EVERY_MS, timeoutMs: Number.POSITIVE_INFINITY },
  )
  watch.looking = false
}

/** Also true when Postgres does not answer: every wait has a limit of its own. */
async function isProbing(pool: pg.Pool, source: string): Promise<boolean> {
  try {
    const { rows } = await pool.query<{ probing: boolean }>(
      `select coalesce(strikes > 0 and ${PROBE_UNTIL} > clock_timestamp(), false) as probing from sync.source_pace p where source = $1`,
      [source],
    )
    return rows[0]?.probing ?? false
  } catch {
    return true
  }
}
