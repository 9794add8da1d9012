/**
 * The times of `source_pace` as SQL, for the alias `p`. A time that is further ahead than it can have been set was set
 * before Postgres's clock went back (a failover, a corrected clock): it counts no longer, otherwise every sync would wait
 * for as long as the clock was ahead.
 */

/** A slot is reserved some seconds ahead (`HORIZON_MS`), */
export const LONGEST_QUEUE_SECONDS = 30
/** a probe lasts this long at most: connection, answer and body together, */
export const PROBE_SECONDS = 120
/** and a hold as long as the longest Retry-After that is followed. */
const LONGEST_HOLD_SECONDS = 3_600

const within = (column: string, seconds: number): string =>
  `(case when p.${column} <= clock_timestamp() + interval '${seconds} s' then p.${column} end)`

/** The moment of the last slot that was taken. */
export const LAST_AT = within('last_at', LONGEST_QUEUE_SECONDS)
/** The end of the hold, past or to come. */
export const HOLD_UNTIL = within('hold_until', LONGEST_HOLD_SECONDS + LONGEST_QUEUE_SECONDS)
/** The time by which the present probe is given up. */
export const PROBE_UNTIL = within('probe_until', PROBE_SECONDS + LONGEST_QUEUE_SECONDS)

/**
 * The time between two slots is this much more than 1/R, above so many requests a second: so jitter on the way never puts
 * R + 1 requests into one second. Up to 10 a second one request too many weighs more, and the time that the margin costs
 * less. Above 100 a second slots have to be used late, because a busy process wakes up late.
 */
const MARGINS = [
  { above: 100, factor: 1.15 },
  { above: 10, factor: 1.02 },
  { above: 0, factor: 1.035 },
] as const

/** Time between two slots at the rate `pace.rate`, in SQL. */
export const SPACING = `make_interval(secs => (case ${MARGINS.map(({ above, factor }) => `when pace.rate > ${above} then ${factor}`).join(' ')} end / pace.rate))`

/** Seconds between two slots at a rate. */
export const spacingSeconds = (rate: number): number =>
  (MARGINS.find(({ above }) => rate > above)?.factor ?? Number.NaN) / rate

/** How late a slot may be used at most, milliseconds. */
export const LATEST_MS = 100

/** How late a slot may be used, milliseconds, in SQL: less than the margin of a second's slots. */
export const MAY_BE_LATE_MS = `(case when pace.rate > 100 then ${LATEST_MS} else 10 end)`

/** The moment from which on the next slot is free at the rate `pace.rate`, but for holds; null: at once. */
export const NEXT_AT = `(${LAST_AT} + ${SPACING})`

/**
 * Whether the run `r` counts for the pace: one that has not asked for an hour, or three times its own interval, may be of a
 * Temporal that is gone.
 */
export const COUNTS = `greatest(r.asked_at, r.started_at) > clock_timestamp() - make_interval(secs => greatest(3600, 3 / coalesce(r.pace, 1)))`
