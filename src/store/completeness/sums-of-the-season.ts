import type { SumsOfTheSeason } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import {
  asOfItsEra,
  bothValues,
  exists,
  mostlyFilled,
  OF_SEASON,
  queryFindings,
  type Interpreter,
} from './check.js'
import { areApart, recentGames } from './unsettled.js'

/** The rows of a season add up to what those of another table do. */
export const sumsOfTheSeason: Interpreter<SumsOfTheSeason> = async (check, context) => {
  const [here, there] = [dataTable(check.table), dataTable(check.with)]
  for (const table of [here, there])
    if (!(await exists(context, `select from ${table} where ${OF_SEASON}`)))
      return { verifiedBy: null, findings: [] }
  const sums = check.columns.map((column) => `sum(${identifier(column)}) as ${identifier(column)}`).join(', ')
  const differs = check.columns.map((column) => {
    const [own, other] = [`h.${identifier(column)}`, `o.${identifier(column)}`]
    return `case when fh.${identifier(column)} and fo.${identifier(column)} and abs(${own} - ${other}) > ${check.within}
                 then ${bothValues(column, own, check.with, other)} end`
  })
  const findings = await queryFindings(
    context,
    `with here as (select * from ${here} where ${OF_SEASON}), there as (select * from ${there} where ${OF_SEASON}),
          h as (select ${sums} from here), o as (select ${sums} from there),
          fh as (select ${mostlyFilled(check.columns)} from here), fo as (select ${mostlyFilled(check.columns)} from there),
          recent as (${recentGames(context)})
     select case when exists (select from recent) or ${areApart(check.table, check.with)}
                 then 'note' else 'conflict' end as kind, $1 as subject, 'all rows: ' || detail as detail
     from (select nullif(concat_ws(', ', ${differs.join(', ')}), '') as detail from h, o, fh, fo) sums
     where detail is not null`,
  )
  return { verifiedBy: check.with, findings: asOfItsEra(findings, context) }
}
