import type { FurtherCounts, RatiosOfTheLines } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import {
  asOfItsEra,
  bothValues,
  exists,
  mostlyFilled,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  type Interpreter,
} from './check.js'

/** A little more than half of the last digit. */
const ROUNDING = 0.51

/** Ratios are those of the counts in the other table. Of nothing there is none: 0 or null. */
export const ratiosOfTheLines: Interpreter<RatiosOfTheLines> = async (check, context) => {
  const other = dataTable(check.with)
  if (!(await exists(context, `select from ${other} o where ${ofSeasonGames(context, 'o.game_id')}`)))
    return { verifiedBy: null, findings: [] }
  const ratios = ratiosOf(check)
  const lines = linesWith(check.with, check.and, check.on)
  const findings = await queryFindings(
    context,
    `with ft as (select ${mostlyFilled(ratios.map(({ column }) => column))} from ${dataTable(check.table)} t
                 where ${ofSeasonGames(context, 't.game_id')}),
          fo as (select ${mostlyFilled([...new Set(ratios.flatMap(({ counts }) => counts))])} from ${lines} o
                 where ${ofSeasonGames(context, 'o.game_id')})
     select 'conflict' as kind, subject, detail from (
       select t.game_id as subject,
              ${orQuestionMark(`t.${identifier(check.who)}`)} || ': ' || nullif(concat_ws(', ', ${ratios
                .map(({ differs, text }) => `case when ${differs} then ${text} end`)
                .join(', ')}), '') as detail
       from ${dataTable(check.table)} t
       join ${lines} o on ${check.on.map((column) => `t.${identifier(column)} = o.${identifier(column)}`).join(' and ')}
       cross join ft cross join fo
       where ${ofSeasonGames(context, 't.game_id')}) rows where detail is not null`,
  )
  return { verifiedBy: check.with, findings: asOfItsEra(findings, context) }
}

/** The other table's lines in SQL, with the counts that a further table has for them; null where that has no line. */
export function linesWith(
  other: RatiosOfTheLines['with'],
  further: FurtherCounts | undefined,
  on: readonly string[],
): string {
  if (further === undefined) return dataTable(other)
  const counts = further.columns.map((column) => `a.${identifier(column)}`).join(', ')
  return `(select w.*, ${counts} from ${dataTable(other)} w
           left join ${dataTable(further.with)} a using (${on.map(identifier).join(', ')}))`
}

/**
 * Ratios in SQL: those of a row `t` differ from what the counts of the other table's line `o` make, as far as most rows of
 * both fill the columns (`ft`, `fo`).
 */
export const ratiosOf = (check: Pick<RatiosOfTheLines, 'ratios' | 'with'>) =>
  Object.entries(check.ratios).map(([column, { part, of, digits }]) => {
    const here = `t.${identifier(column)}`
    const [partly, whole] = [weighted(part), weighted(of)]
    const counts = [...new Set([...Object.keys(part), ...Object.keys(of)])]
    return {
      column,
      counts,
      differs: `ft.${identifier(column)} and ${counts.map((count) => `fo.${identifier(count)}`).join(' and ')} and
                case when ${whole} = 0 then coalesce(${here}, 0) <> 0
                     when ${whole} > 0 then coalesce(abs(${here} - ${partly} / ${whole}) > ${ROUNDING} / 10 ^ ${digits}, ${partly} is not null) end`,
      text: bothValues(
        column,
        here,
        check.with,
        `round((${partly} / nullif(${whole}, 0))::numeric, ${digits})`,
      ),
    }
  })

const weighted = (counts: Readonly<Record<string, number>>): string =>
  `(${Object.entries(counts)
    .map(([column, weight]) => `o.${identifier(column)} * ${weight}::float8`)
    .join(' + ')})`
