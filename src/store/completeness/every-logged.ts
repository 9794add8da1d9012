import type { EveryLoggedSubject } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import { exists, OF_SEASON, queryFindings, WHATEVER_TYPE, type Interpreter } from './check.js'
import { unsettledFrom } from './unsettled.js'

/**
 * Every game, team or player with a line in a log must have a row. A team or player whose lines are all of today and
 * yesterday is a note: one source has them first.
 */
export const everyLogged: Interpreter<EveryLoggedSubject> = async (
  { log, subject, table, on, butFor, unlessEmpty },
  context,
) => {
  if (!(await exists(context, `select from ${dataTable(log)} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const rows = `select from ${dataTable(table)} where ${on.includes('season_type') ? OF_SEASON : WHATEVER_TYPE}`
  if (unlessEmpty === true && !(await exists(context, rows))) return { verifiedBy: null, findings: [] }
  const shared = on.map((column) => `t.${identifier(column)} = l.${identifier(column)}`).join(' and ')
  const findings = await queryFindings(
    context,
    `select case when min(l.game_date) >= ${unsettledFrom(context)} and ${subject !== 'game_id'} then 'note' else 'missing' end as kind, l.${identifier(subject)}::text as subject,
            'has a line in ${log}'${subject === 'game_id' ? " || ' (' || min(l.game_date) || ')'" : ''} as detail
     from ${dataTable(log)} l where l.season = $1 and l.season_type = $2
       and not exists (select from ${dataTable(table)} t where ${shared})${
         butFor === undefined
           ? ''
           : ` and not exists (select from ${dataTable(butFor)} b where b.${identifier(subject)} = l.${identifier(subject)})`
       }
     group by l.${identifier(subject)}`,
  )
  return { verifiedBy: log, findings }
}
