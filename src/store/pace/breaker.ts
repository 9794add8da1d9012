import type pg from 'pg'
import { probeEnded } from './probe-watch.js'
import { HOLD_UNTIL } from './times.js'

/**
 * The breaker of a source, for all workers: a request that finds the source blocking (or down as a whole) starts a hold,
 * during which no request is sent. After the hold one request at a time probes (`reserveSlot`); each probe that fails
 * lengthens the next hold, and the first that is answered ends the probing.
 */

/** Holds the source for `ms`, as its Retry-After demands: no worker sends a request. A longer hold stays. */
export async function holdSource(pool: pg.Pool, source: string, ms: number, reason: string): Promise<void> {
  await pool.query(
    `update sync.source_pace p set hold_until = clock_timestamp() + make_interval(secs => $2 / 1000.0), hold_reason = $3
     where source = $1 and coalesce(${HOLD_UNTIL}, clock_timestamp()) <= clock_timestamp() + make_interval(secs => $2 / 1000.0)`,
    [source, ms, reason],
  )
}

export interface Strike {
  readonly reason: string
  /** The request was the probe. Requests that were under way at the first strike add none; they restart the hold. */
  readonly probe: boolean
  /** Length of the first hold, milliseconds; each probe that fails doubles the last one, */
  readonly firstMs: number
  /** up to this length, milliseconds. */
  readonly longestMs: number
  /** The length that the source itself gave, milliseconds. */
  readonly retryAfterMs: number | undefined
}

/** Counts a block, holds the source for all workers, and returns the remaining milliseconds. A longer hold stays. */
export async function strike(pool: pg.Pool, source: string, block: Strike): Promise<number> {
  const counts = '(strikes = 0 or $3)'
  const length = `coalesce($6::float8, least($5::float8, greatest($4::float8, case when strikes > 0 and $3 then 2 * hold_ms else 0 end)))`
  const { rows } = await pool.query<{ ms: number }>(
    `update sync.source_pace p set
       strikes = case when ${counts} then strikes + 1 else strikes end,
       probe_until = case when $3 then null else probe_until end,
       hold_reason = case when ${counts} then $2 else hold_reason end,
       hold_ms = case when ${counts} then ${length} else hold_ms end,
       hold_until = greatest(${HOLD_UNTIL}, clock_timestamp() + make_interval(secs => ${length} / 1000))
     where source = $1
     returning greatest(0, extract(epoch from hold_until - clock_timestamp()) * 1000)::float8 as ms`,
    [source, block.reason, block.probe, block.firstMs, block.longestMs, block.retryAfterMs ?? null],
  )
  if (block.probe) probeEnded(pool, source)
  return rows[0]?.ms ?? 0
}

/** The number of failed requests in a row that found the source blocking or down. */
export async function strikesOf(pool: pg.Pool, source: string): Promise<number> {
  const { rows } = await pool.query<{ strikes: number }>(
    'select strikes from sync.source_pace where source = $1',
    [source],
  )
  return rows[0]?.strikes ?? 0
}

/** Ends the probing once the probe was answered: all workers may send again. */
export async function closeBreaker(pool: pg.Pool, source: string): Promise<void> {
  await pool.query('update sync.source_pace set strikes = 0, probe_until = null where source = $1', [source])
  probeEnded(pool, source)
}

/** Ends a probe that found nothing out: another request may probe at once. */
export async function releaseProbe(pool: pg.Pool, source: string): Promise<void> {
  await pool.query('update sync.source_pace set probe_until = null where source = $1', [source])
  probeEnded(pool, source)
}
