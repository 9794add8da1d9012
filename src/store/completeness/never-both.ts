import type { NeverBoth } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import { exists, ofSeasonGames, orQuestionMark, queryFindings, type Interpreter } from './check.js'

/** Nobody has a row in both tables. */
export const neverBoth: Interpreter<NeverBoth> = async ({ table, with: name, on, played, who }, context) => {
  const other = dataTable(name)
  if (!(await exists(context, `select from ${other} o where ${ofSeasonGames(context, 'o.game_id')}`)))
    return { verifiedBy: null, findings: [] }
  const findings = await queryFindings(
    context,
    `select 'conflict' as kind, t.game_id as subject,
            string_agg(${orQuestionMark(`t.${identifier(who)}`)}, ', ' order by t.${identifier(who)}) || ${literal(` with ${played} in ${name}`)} as detail
     from ${dataTable(table)} t
     join ${other} o on ${on.map((column) => `o.${identifier(column)} = t.${identifier(column)}`).join(' and ')}
     where ${ofSeasonGames(context, 't.game_id')} and o.${identifier(played)} is not null group by t.game_id`,
  )
  return { verifiedBy: name, findings }
}
