import type pg from 'pg'

/** Tickets stand this much further apart than 1/R, so that jitter on the way never puts R + 1 of them into one second. */
const SPACING = 1.03

export interface Ticket {
  /** Milliseconds until the ticket's moment, by the database's clock. */
  readonly waitMs: number
  /** Why the ticket is that late, where a hold is the reason. */
  readonly hold: string | null
}

/**
 * Takes the next ticket of a source: one UPDATE, so all workers and runs stand in one queue. The lowest pace that an
 * open run asked for holds; a run that asked for none stands for the source's default.
 */
export async function takeTicket(pool: pg.Pool, source: string, defaultPace: number): Promise<Ticket> {
  const { rows } = await pool.query<{ wait_ms: number; hold: string | null }>(
    `with pace as (
       select coalesce(min(coalesce(pace, $2)), $2) as rate from sync_runs where source = $1 and outcome = 'running'
     )
     update source_pace p
     set next_at = greatest(p.next_at, p.hold_until, clock_timestamp()) + make_interval(secs => ${SPACING} / pace.rate)
     from pace where p.source = $1
     returning extract(epoch from p.next_at - make_interval(secs => ${SPACING} / pace.rate) - clock_timestamp())::float8 * 1000 as wait_ms,
               case when p.hold_until > clock_timestamp() then p.hold_reason end as hold`,
    [source, defaultPace],
  )
  const row = rows[0]
  if (row) return { waitMs: Math.max(0, row.wait_ms), hold: row.hold }
  await pool.query(
    'insert into source_pace (source, next_at) values ($1, clock_timestamp()) on conflict do nothing',
    [source],
  )
  return takeTicket(pool, source, defaultPace)
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
