import type { OnAndOff } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import { bothValues, exists, OF_SEASON, orQuestionMark, queryFindings, type Interpreter } from './check.js'

/** Minutes by which both may differ. */
const SAME_MINUTES = 1

/** Corrections that one of the two answers has first. */
const CORRECTED = 5

/** A team's two lines of each player add up to the team's, or to less where the player was not there all the season. */
export const onAndOff: Interpreter<OnAndOff> = async (check, context) => {
  const teams = dataTable(check.with)
  if (!(await exists(context, `select from ${teams} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const minutes = identifier(check.minutes)
  const sums = [check.minutes, ...check.columns].map(identifier)
  const differing = check.columns.map((column) => {
    const [here, there] = [`h.${identifier(column)}`, `o.${identifier(column)}`]
    return `case when ${here} - ${there} > ${CORRECTED} or abs(h.${minutes} - o.${minutes}) <= ${SAME_MINUTES} and ${there} - ${here} > ${CORRECTED}
                 then ${bothValues(column, here, check.with, there)} end`
  })
  const tooLong = `case when h.${minutes} - o.${minutes} > ${SAME_MINUTES} then ${bothValues(check.minutes, `round(h.${minutes}::numeric, 2)`, check.with, `o.${minutes}`)} end`
  const findings = await queryFindings(
    context,
    `with h as (
       select team_id, player_id, min(${identifier(check.who)}) as who, ${sums.map((column) => `sum(${column}) as ${column}`).join(', ')}
       from ${dataTable(check.table)} where ${OF_SEASON} group by 1, 2 having count(*) = 2
     ), o as (select * from ${teams} where ${OF_SEASON})
     select 'conflict' as kind, player_id::text as subject, who || ': on and off the floor ' || detail as detail from (
       select h.player_id, ${orQuestionMark('h.who')} as who, nullif(concat_ws(', ', ${[tooLong, ...differing].join(', ')}), '') as detail
       from h join o using (team_id)) compared
     where detail is not null`,
  )
  return { verifiedBy: check.with, findings }
}
