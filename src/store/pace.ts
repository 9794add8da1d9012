import type pg from 'pg'

/** Tickets stand this much further apart than 1/R, so that jitter on the way never puts R + 1 of them into one second. */
const SPACING = 1.03

export interface Ticket {
  /** Milliseconds until the ticket's moment, by the database's clock. */
  readonly waitMs: number
  /** False: the wait would be too long, no place was taken; to be asked again after it. */
  readonly taken: boolean
  /** Why the ticket is that late, where a hold is the reason. */
  readonly hold: string | null
}

/**
 * Takes the next ticket of a source: one UPDATE, so all workers and runs stand in one queue. The lowest pace that an
 * open run asked for holds; a run that asked for none stands for the source's default. A place further away than
 * `longestWaitMs` is left to others: one that is taken and not used is lost to everybody.
 */
export async function takeTicket(
  pool: pg.Pool,
  source: string,
  defaultPace: number,
  longestWaitMs: number,
): Promise<Ticket> {
  const { rows } = await pool.query<{ wait_ms: number; taken: boolean; hold: string | null }>(
    `with pace as (
       select coalesce(min(coalesce(pace, $2)), $2) as rate from sync_runs where source = $1 and outcome = 'running'
     ), took as (
       update source_pace p
       set next_at = greatest(p.next_at, p.hold_until, clock_timestamp()) + make_interval(secs => ${SPACING} / pace.rate)
       from pace where p.source = $1
         and greatest(p.next_at, p.hold_until) <= clock_timestamp() + make_interval(secs => $3::float8 / 1000)
       returning p.next_at - make_interval(secs => ${SPACING} / pace.rate) as moment, p.hold_until, p.hold_reason
     ), place as (
       select moment, true as taken, hold_until, hold_reason from took
       union all
       select greatest(next_at, hold_until), false, hold_until, hold_reason from source_pace
       where source = $1 and not exists (select from took)
     )
     select greatest(0, extract(epoch from moment - clock_timestamp()) * 1000)::float8 as wait_ms, taken,
            case when hold_until > clock_timestamp() then hold_reason end as hold
     from place`,
    [source, defaultPace, longestWaitMs],
  )
  const row = rows[0]
  if (row) return { waitMs: row.wait_ms, taken: row.taken, hold: row.hold }
  await pool.query(
    'insert into source_pace (source, next_at) values ($1, clock_timestamp()) on conflict do nothing',
    [source],
  )
  return takeTicket(pool, source, defaultPace, longestWaitMs)
}

/** Milliseconds that the source is still to be left alone; read again just before a request is sent. */
export async function holdMs(pool: pg.Pool, source: string): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    `select greatest(0, extract(epoch from hold_until - clock_timestamp()) * 1000)::float8 as ms from source_pace where source = $1`,
    [source],
  )
  return rows[0]?.ms ?? 0
}

/** No request of any worker starts for so long: a Retry-After or a block. A longer hold stays. */
export async function hold(pool: pg.Pool, source: string, ms: number, reason: string): Promise<void> {
  await pool.query(
    `update source_pace set hold_until = clock_timestamp() + make_interval(secs => $2 / 1000.0), hold_reason = $3
     where source = $1 and coalesce(hold_until, clock_timestamp()) <= clock_timestamp() + make_interval(secs => $2 / 1000.0)`,
    [source, ms, reason],
  )
}
