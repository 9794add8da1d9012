import type { MirroredLines } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import {
  asOfItsEra,
  mostlyFilled,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  teamName,
  type Interpreter,
} from './check.js'

/** Less than the last digit of a rating or pace that the source gives. */
const SAME = 0.006

/** Two shares of 1, each rounded to three digits. */
const WHOLE = 0.0011

/** What one team's line of a game says, the other's says of its opponent. Nothing independent verifies it. */
export const mirroredLines: Interpreter<MirroredLines> = async (check, context) => {
  const table = dataTable(check.table)
  const columns = Object.entries(check.columns)
  const wholes = Object.entries(check.wholes ?? {})
  const differences = columns.map(([column, opponents]) => {
    const [here, there] = [`t.${identifier(column)}`, `o.${identifier(opponents)}`]
    return `case when f.${identifier(column)} and f.${identifier(opponents)} and ${here} is distinct from ${there} and coalesce(abs(${here} - ${there}) > ${SAME}, true)
                 then ${literal(`${column} `)} || ${orQuestionMark(here)} || ${literal(`, the opponent's ${opponents} `)} || ${orQuestionMark(there)} end`
  })
  const shares = wholes.map(([column, opponents]) => {
    const [here, there] = [`t.${identifier(column)}`, `o.${identifier(opponents)}`]
    return `case when f.${identifier(column)} and f.${identifier(opponents)} and coalesce(abs(${here} + ${there} - 1) > ${WHOLE}, ${here} is distinct from ${there})
                 then ${literal(`${column} `)} || ${orQuestionMark(here)} || ${literal(` and the opponent's ${opponents} `)} || ${orQuestionMark(there)} || ' are not 1' end`
  })
  const findings = await queryFindings(
    context,
    `with lines as materialized (select * from ${table} l where ${ofSeasonGames(context, 'l.game_id')}),
          f as (select ${mostlyFilled([...new Set([...columns, ...wholes].flat())])} from lines)
     select 'wrong' as kind, game_id as subject, ${teamName('differing.team_id')} || ': ' || differences as detail
     from (select t.game_id, t.team_id, nullif(concat_ws(', ', ${[...differences, ...shares].join(', ')}), '') as differences
           from lines t join lines o on o.game_id = t.game_id and o.team_id <> t.team_id cross join f) differing
     where differences is not null`,
  )
  return { verifiedBy: null, findings: asOfItsEra(findings, context) }
}
