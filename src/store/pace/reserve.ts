import { limitedBySql, sourceOfWaySql } from '../../contracts/ways.js'
import { IS_LIVE } from '../runs/workers.js'
import { LEARNED, lowestBudget, MEMORY, PART, shareSql, spentSql, WINDOW } from './budget.js'
import {
  COUNTS,
  HOLD_UNTIL,
  LONGEST_QUEUE_SECONDS,
  MAY_BE_LATE_MS,
  NEXT_AT,
  PROBE_SECONDS,
  PROBE_UNTIL,
  SPACING,
} from './times.js'

/**
 * A request that finds a probe under way asks for a slot again after this, milliseconds: a blocked probe hangs for 30 s. The
 * end of the probe ends the wait before (`waitForProbe`).
 */
const PROBE_POLL_MS = 30_000

/** The source of the way $1. */
const SOURCE = sourceOfWaySql('$1')

/**
 * What the workers are set to: the source's default pace, the lowest of those of this worker and the other live ones, and
 * whether one of them has a budget.
 */
const SETTINGS = `select least($2::float8, min((paces->>${SOURCE})::float8)) as rate, coalesce(bool_or(budgets ? ${limitedBySql('$1')}), false) as budgeted
    from sync.workers where ${IS_LIVE}`

/** The budget in force, what was sent in its window, and the moment from which on there is room for a request. */
const BUDGET = `b as materialized (
    ${lowestBudget('$8', '$9')}
  ), spent as materialized (
    ${spentSql('timed', LONGEST_QUEUE_SECONDS)}
  ), share as materialized (
    select *, ${shareSql('most', '$10')} as usable from (select b.seconds, ${LEARNED} as most from timed p cross join b) each
  ), room as materialized (
    select (select max(at) from spent where since >= (select usable from share)) + (select ${WINDOW} from b) as room_at
  ), `

/** The requests for which there is room at the moment `first`; null without a budget. */
const ROOM = `(select usable - (select coalesce(sum(n), 0) from spent cross join b where at > first - ${WINDOW}) from share)`

/** The parts of the last window, and of some time before it, with the slots that are given now; nulls without a budget. */
const SENT = `sent as materialized (
    select array_agg(at order by at) as at, array_agg(n order by at) as n from (
      select max(at) as at, sum(n)::int as n from (
        select at, spent.n from spent cross join offer cross join b where at > first - ${MEMORY}
        union all
        select first + i * spacing, 1 from offer cross join generate_series(0, n - 1) i
      ) each cross join b group by ${PART}
    ) parts
  ), `

/**
 * The one statement that gives out slots. $1 way to the source, $2 default pace, $3 longest wait, $4 in a probe, $5 runs, $6 lead, $7
 * slots wanted; times in milliseconds. A row for each slot that is given, and a last one, not taken, if these are fewer
 * than were wanted. The time is read with the source's row locked: whoever waited for the lock must not take a moment that
 * is over. The short form is for a source without a budget, because Postgres plans the statement anew each time; it gives no
 * slot where a live worker has a budget (`budgeted`). The long one has $8 and $9, the worker's own budget (requests, seconds), and $10, the urgency.
 */
const reserve = (long: boolean): string => `with pace as materialized (
    select coalesce(min(coalesce(r.pace, own.rate)), min(own.rate)) as rate, bool_or(own.budgeted) as budgeted
    from (${SETTINGS}) own left join sync.sync_runs r on r.source = ${SOURCE} and r.outcome = 'running' and (r.run_id = any($5) or ${COUNTS})
  ), asking as (
    update sync.sync_runs set asked_at = clock_timestamp()
    where run_id = any($5) and coalesce(asked_at < clock_timestamp() - interval '1 minute', true)
  ), locked as materialized (
    select * from sync.source_pace where source = $1 for update
  ), timed as materialized (
    select *, clock_timestamp() as now from locked
  ), ${long ? BUDGET : ''}queue as materialized (
    select p.strikes, p.hold_reason, p.now, ${HOLD_UNTIL} as hold_until, ${PROBE_UNTIL} as probe_until, ${SPACING} as spacing, ${MAY_BE_LATE_MS} as may_be_late, pace.budgeted,
           greatest(${NEXT_AT}, ${HOLD_UNTIL}${long ? ', room_at' : ''}) as next_at,
           greatest(${NEXT_AT}, ${HOLD_UNTIL}${long ? ', room_at' : ''}, p.now + make_interval(secs => $6::float8 / 1000)) as first,
           ${long ? `coalesce(room_at > p.now and room_at >= greatest(${NEXT_AT}, ${HOLD_UNTIL}), false)` : 'false'} as by_budget,
           p.now + make_interval(secs => $3::float8 / 1000) as horizon
    from timed p cross join pace ${long ? 'cross join room' : ''}
  ), offer as materialized (
    select *, strikes > 0 as probe, coalesce(strikes > 0 and probe_until > now, false) as probing,
           case when coalesce(next_at > horizon, false) ${long ? '' : 'or budgeted'} then 0
                when strikes = 0 then least($7::int, 1 + greatest(0, floor(extract(epoch from horizon - first) / extract(epoch from spacing)))${long ? `, ${ROOM}` : ''})::int
                when coalesce(probe_until <= now, true) or $4 then 1
                else 0 end as n
    from queue
  ), ${long ? SENT : ''}reserved as (
    update sync.source_pace p
    set last_at = o.first + (o.n - 1) * o.spacing,
        probe_until = case when o.probe then o.first + make_interval(secs => ${PROBE_SECONDS}) end
        ${long ? ', sent_at = coalesce(sent.at, p.sent_at), sent_n = coalesce(sent.n, p.sent_n)' : ''}
    from offer o ${long ? 'cross join sent' : ''} where p.source = $1 and o.n > 0
  ), slot as (
    select first + i * spacing as moment, true as taken, probe, false as probing, nextval('sync.raw_responses_asked_number_seq') as number, hold_until
    from offer cross join generate_series(0, n - 1) i
    union all
    select case when probing or (probe and n = 1) then greatest(hold_until, now + make_interval(secs => ${PROBE_POLL_MS} / 1000.0))
                when n > 0 then first + n * spacing
                else next_at end,
           false, false, probing or (probe and n = 1), 0, greatest(hold_until, probe_until)
    from offer where n < $7
  )
  select greatest(0, extract(epoch from slot.moment - clock_timestamp()) * 1000)::float8 as "waitMs", slot.taken, slot.probe, slot.probing,
         slot.number as "askedNumber", offer.may_be_late as "mayBeLateMs", (extract(epoch from slot.moment) * 1000)::float8 as moment,
         (extract(epoch from clock_timestamp()) * 1000)::float8 as "databaseTime", offer.budgeted,
         case when slot.hold_until > clock_timestamp() then offer.hold_reason end as hold,
         ${long ? `case when not slot.taken and offer.n = 0 and not slot.probing and by_budget then (select json_build_object('requests', most, 'seconds', seconds) from share) end` : 'null'} as budget,
         (select jsonb_object_agg(run_id, control) from sync.sync_runs where run_id = any($5)) as controls
  from slot cross join offer`

/** See `reserve`. */
export const RESERVE = reserve(false)
export const RESERVE_WITH_BUDGET = reserve(true)
