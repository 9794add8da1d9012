import { KEPT_PART } from '../../contracts/budget.js'
import { limitedBySql } from '../../contracts/ways.js'
import { IS_LIVE } from '../runs/workers.js'

/**
 * The budget of a source in SQL: the most requests in any window of its length. The slots of the last window are in the
 * source's row, in up to `PARTS` parts with the moment of the last slot and the number of slots of each. A part counts
 * until its last slot is a window old, so that no window ever has more slots than the budget, at the cost of 1 / PARTS.
 */
const PARTS = 60

/** A request arrives up to this much later than its slot, seconds: so much longer is the window that is kept. */
const ON_ITS_WAY_SECONDS = 0.25

/** Each day without a block allows this many times as many requests as the day before, up to the configured budget. */
export const DAILY_GROWTH = 1.25
/** More days make no difference, and the power would become too large a number. */
const MOST_DAYS = 100

/** The source of the way $1; a service of its own has no budget. */
const SOURCE = limitedBySql('$1')

/**
 * The lowest budget (requests by second) of the given one and those of the live workers; no row if there is none. The
 * parameters are SQL: $1 is the way to the source.
 */
export const lowestBudget = (requests: string, seconds: string): string =>
  `select requests, seconds from (
     select ${requests}::int as requests, ${seconds}::float8 as seconds
     union all
     select (budgets->${SOURCE}->>'requests')::int, (budgets->${SOURCE}->>'seconds')::float8 from sync.workers where ${IS_LIVE}
   ) each where requests is not null order by requests / seconds, seconds limit 1`

/** The requests of the budget `b` after what blocks have taught the source `p`. */
export const LEARNED = `least(b.requests, case when p.learned_seconds = b.seconds then
  floor(p.learned_requests * power(${DAILY_GROWTH}, least(${MOST_DAYS}, greatest(0, floor(extract(epoch from clock_timestamp() - p.learned_at) / 86400)))))::int end)`

/** The part of `most` requests that a request may use up; `urgency` is SQL. */
export const shareSql = (most: string, urgency: string): string =>
  `(${most} - case when ${urgency} = 'today' then 0 else floor(${most} * ${KEPT_PART})::int end)`

/** The time for which a slot counts against the budget `b`. */
export const WINDOW = `make_interval(secs => b.seconds + ${ON_ITS_WAY_SECONDS})`

/** A block shows itself up to this much later than the request that met it, seconds: so much longer are slots remembered. */
const SILENCE_SECONDS = 60

/** The time for which the slots under the budget `b` are remembered. */
export const MEMORY = `make_interval(secs => b.seconds + ${SILENCE_SECONDS})`

/** The length of a part. */
export const partSeconds = (seconds: string): string => `(${seconds} / ${PARTS})`

/** The part to which a slot at the moment `at` belongs. */
export const PART = `floor(extract(epoch from at) / ${partSeconds('b.seconds')})`

/**
 * The parts of the source's row `from`, each with the number of slots since its beginning (`since`); no row without the
 * budget `b`. A moment further ahead than a slot can be was set before Postgres's clock went back.
 */
export const spentSql = (from: string, aheadSeconds: number): string =>
  `select s.at, s.n, sum(s.n) over (order by s.at desc) as since
   from ${from} t cross join b cross join unnest(t.sent_at, t.sent_n) as s(at, n)
   where s.at <= clock_timestamp() + interval '${aheadSeconds} s'`
