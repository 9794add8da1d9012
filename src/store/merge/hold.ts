import { keepEmptied } from './emptied.js'
import { guardAbsent } from './guards.js'
import { recordHolds, subjectOf, type TableMerge } from './holds.js'
import { keepFilled, keepFinal } from './kept-values.js'
import { holdSums } from './sums.js'

/**
 * Holds what a wrong answer would empty or remove, before the merge: staged rows take over the values that are kept,
 * absent rows that are kept are no longer absent. Each hold is recorded with its subject. `absent`: their number.
 */
export async function hold(merge: TableMerge, absent: number): Promise<void> {
  await keepFinal(merge)
  await keepEmptied(merge)
  await keepFilled(merge)
  if (absent > 0) await guardAbsent(merge)
  await holdSums(merge, absent)
  if (absent > 0) await keepAbsent(merge)
}

/** Takes the rows that have a reason to stay out of those that are removed. */
async function keepAbsent(merge: TableMerge): Promise<void> {
  await recordHolds(merge, {
    first: [
      `kept as (delete from pg_temp.absent a where a.absent_reason is not null
               returning ${subjectOf(merge.table, 'a')} as subject, a.absent_reason as held_because, a.absent_answered_by)`,
    ],
    select: `select subject, null as column_name, count(*)::int as rows,
                    'the answer lacks ' || count(*) || case count(*) when 1 then ' stored row' else ' stored rows' end
                      || '; kept, since ' || held_because || ' (--accept-removals removes ' || case count(*) when 1 then 'it)' else 'them)' end as detail,
                    array_agg(distinct absent_answered_by) as responses
             from kept group by subject, held_because`,
  })
}
