import type { LinesOfTheSeason } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import {
  asOfItsEra,
  bothValues,
  exists,
  mostlyFilled,
  OF_SEASON,
  orQuestionMark,
  queryFindings,
  type Interpreter,
} from './check.js'
import { linesWith, ratiosOf } from './ratios-of-the-lines.js'
import { areApart, recentGames } from './unsettled.js'

/** Each row has a line in another answer about the season, with the same values, whose counts make its ratios. */
export const linesOfTheSeason: Interpreter<LinesOfTheSeason> = async (check, context) => {
  const other = dataTable(check.with)
  if (!(await exists(context, `select from ${other} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const subject = identifier(check.subject)
  const ratios = ratiosOf(check)
  const lines = linesWith(check.with, check.and, ['season', 'season_type', check.subject])
  const here = [...check.columns, ...ratios.map(({ column }) => column)]
  const there = [...new Set([...check.columns, ...ratios.flatMap(({ counts }) => counts)])]
  const values = check.columns.map((column) => {
    const [own, theirs] = [`t.${identifier(column)}`, `o.${identifier(column)}`]
    return {
      differs: `ft.${identifier(column)} and fo.${identifier(column)} and ${own} is distinct from ${theirs}`,
      text: bothValues(column, own, check.with, theirs),
    }
  })
  const differences = [...values, ...ratios].map(
    ({ differs, text }) => `case when ${differs} then ${text} end`,
  )
  const findings = await queryFindings(
    context,
    `with rows as (select * from ${dataTable(check.table)} where ${OF_SEASON}), lines as (select * from ${lines} o where ${OF_SEASON}),
          ft as (select ${mostlyFilled(here)} from rows), fo as (select ${mostlyFilled(there)} from lines),
          recent as (${recentGames(context)})
     select case when is_recent or ${areApart(check.table, check.with)} then 'note' else 'conflict' end as kind, subject, who || ': ' || detail as detail
     from (
       select t.${subject}::text as subject, ${orQuestionMark(`t.${identifier(check.who)}`)} as who,
              exists (select from recent r where r.team_id = coalesce(t.team_id, r.team_id)) as is_recent,
              case when o.${subject} is null then ${literal(`has no line in ${check.with}`)}
                   else nullif(concat_ws(', ', ${differences.join(', ')}), '') end as detail
       from rows t left join lines o using (${subject}) cross join ft cross join fo) differing
     where detail is not null`,
  )
  return { verifiedBy: check.with, findings: asOfItsEra(findings, context) }
}
