import type { SamePeople } from '../../datasets/kit/verify.js'
import type { TableName } from '../../datasets/kit/fields.js'
import { dataTable, literal } from '../database/database.js'
import { exists, queryFindings, WHATEVER_TYPE, type Interpreter } from './check.js'

/** Other tables of the season, as far as they have rows of it, list the same players. */
export const samePeople: Interpreter<SamePeople> = async ({ table, with: others }, context) => {
  const listed = (name: TableName): string =>
    `select player_id, concat_ws(' ', first_name, last_name) as who from ${dataTable(name)} where ${WHATEVER_TYPE}`
  const stored = await Promise.all(others.map((other) => exists(context, listed(other))))
  const there = others.filter((_other, i) => stored[i])
  if (there.length === 0 || !(await exists(context, listed(table)))) return { verifiedBy: null, findings: [] }
  const findings = await queryFindings(
    context,
    there
      .map(
        (other) =>
          `select case when t.player_id is null then 'missing' else 'conflict' end as kind, player_id::text as subject,
                  coalesce(t.who, 'no row') || ${literal(`, ${other} `)} || coalesce(o.who, 'no row') as detail
           from (${listed(table)}) t full join (${listed(other)}) o using (player_id) where t.who is distinct from o.who`,
      )
      .join(' union all '),
  )
  return { verifiedBy: there.join(', '), findings }
}
