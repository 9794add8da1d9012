import type pg from 'pg'
import type { Budget } from '../../contracts/budget.js'
import { sourceOfWay } from '../../contracts/ways.js'
import { LEARNED, lowestBudget, partSeconds, spentSql } from './budget.js'
import { LONGEST_QUEUE_SECONDS } from './times.js'

/** Of what was sent in the window before a block, this part is allowed afterwards. */
const ALLOWED_PART = 0.9

/**
 * Of a budget that a block has taught, the next block leaves this part at least: where it held and the source blocked all
 * the same, the source counts in another way, and the last window tells little.
 */
const LEFT_PART = 0.75

/** Of the next requests after one that the source left without an answer, so many are looked at: in a block none has one. */
const NEXT_REQUESTS = 5

/** A request that found the source blocking. */
export interface BlockedRequest {
  /** The number of its slot in the rate limit. */
  readonly askedNumber: number
  /** When it was sent, by the database's clock. */
  readonly requestedAt: Date
  /** It probed a source that is blocking already. */
  readonly probe: boolean
}

/**
 * Learns the budget of a source from a block: nine tenths of what was sent in the fullest window of the last two, since
 * a burst is blocked when its own window has just gone by, and no more than before; from one that was learned already at most a quarter is taken. It is read from the slots of the way's row and
 * from the archive, which is exact where the source has one way. Nothing is learned without a budget, by a probe, from
 * requests that found the same block later, from a single request without an answer between others that were answered,
 * and from fewer requests than a twenty-fifth of the budget, whose number cannot be the reason.
 */
export async function learnFromBlock(
  pool: pg.Pool,
  way: string,
  own: Budget | undefined,
  { askedNumber, requestedAt, probe }: BlockedRequest,
): Promise<void> {
  if (probe) return
  await pool.query(
    `with b as (${lowestBudget('$2', '$3')}), row as (select * from sync.source_pace where source = $1 for update), spent as (${spentSql('row', LONGEST_QUEUE_SECONDS)}),
     latest as (
       select requested_at, outcome, asked_number from sync.raw_responses where source = $6
       order by response_id desc limit (select 2 * requests from b)
     ), before as (
       select least(
         (select sum(n) from spent, b where at > $5::timestamptz - 2 * make_interval(secs => b.seconds)
            and at <= $5::timestamptz + make_interval(secs => ${partSeconds('b.seconds')})),
         (select max(n) from (
            select count(*) over (order by requested_at range between (select make_interval(secs => seconds) from b) preceding and current row) as n
            from latest, b where asked_number < $4 and requested_at > $5::timestamptz - 2 * make_interval(secs => b.seconds)) windows)
       ) as sent
     )
     update sync.source_pace s set learned_at = $5, learned_seconds = b.seconds,
       learned_requests = least(${LEARNED}, greatest(floor(before.sent * ${ALLOWED_PART}), ceil(b.requests / 25.0),
         case when ${LEARNED} < b.requests then ceil(${LEARNED} * ${LEFT_PART}) end))::int
     from b cross join row p cross join before
     where s.source = $1 and (p.strikes = 0 or $5 < p.learned_at) and before.sent >= b.requests / 25.0
       and not exists (select from latest where outcome = 'answered' and asked_number > $4 and asked_number <= $4 + ${NEXT_REQUESTS})`,
    [way, own?.requests ?? null, own?.seconds ?? null, askedNumber, requestedAt, sourceOfWay(way)],
  )
}
