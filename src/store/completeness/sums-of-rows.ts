import type { SumsOfRows } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import {
  bothValues,
  exists,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  type Interpreter,
} from './check.js'

/** Several rows add up to a line of another table; a line without rows is no matter of this check. */
export const sumsOfRows: Interpreter<SumsOfRows> = async (check, context) => {
  const { within = {} } = check
  const other = dataTable(check.with)
  if (!(await exists(context, `select from ${other} o where ${ofSeasonGames(context, 'o.game_id')}`)))
    return { verifiedBy: null, findings: [] }
  const sums = Object.entries(check.sums).map(([column, weights]) => {
    const sum = `sum(${Object.entries(weights)
      .map(([of, weight]) => `${identifier(of)} * ${weight}::float8`)
      .join(' + ')})`
    const [here, there] = [`r.${identifier(column)}`, `o.${identifier(column)}`]
    return {
      sum: `${sum} as ${identifier(column)}`,
      text: `case when abs(${here} - ${there}) > ${within[column] ?? 0} + 1e-6
                  then ${bothValues(column, `round(${here}::numeric, 2)`, check.with, there)} end`,
    }
  })
  const keys = Object.entries(check.on).map(([line, row]) => `${identifier(row)} as ${identifier(line)}`)
  const findings = await queryFindings(
    context,
    `select 'note' as kind, game_id as subject, detail from (
       select o.game_id, ${orQuestionMark(`o.${identifier(check.who)}`)} || ': ' || nullif(concat_ws(', ', ${sums.map(({ text }) => text).join(', ')}), '') as detail
       from (select ${[...keys, ...sums.map(({ sum }) => sum)].join(', ')} from ${dataTable(check.table)}
             where ${ofSeasonGames(context, 'game_id')}
             group by ${keys.map((_key, i) => i + 1).join(', ')}) r
       join ${other} o using (${Object.keys(check.on).map(identifier).join(', ')})) differing
     where detail is not null`,
  )
  return { verifiedBy: check.with, findings }
}
