import type { CountsOfTheLines } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import {
  bothValues,
  exists,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  type Interpreter,
} from './check.js'

/**
 * Each line's counts are the numbers of rows that another table has for it, in games of which that has some. Differences
 * only explain.
 */
export const countsOfTheLines: Interpreter<CountsOfTheLines> = async (check, context) => {
  const { table, on, who } = check
  const log = dataTable(check.with)
  if (!(await exists(context, `select from ${log} l where ${ofSeasonGames(context, 'l.game_id')}`)))
    return { verifiedBy: null, findings: [] }
  const counts = Object.entries(check.counts)
  const key = on.map(identifier).join(', ')
  const differs = counts.map(([column]) => {
    const [here, there] = [`coalesce(c.${identifier(column)}, 0)`, `l.${identifier(column)}`]
    return `case when ${here} <> coalesce(${there}, 0) then ${bothValues(column, here, check.with, there)} end`
  })
  const findings = await queryFindings(
    context,
    `with c as materialized (
       select ${key}, ${counts
         .map(
           ([column, of]) =>
             `count(*)${of === 'all' ? '' : ` filter (where ${identifier(of)})`} as ${identifier(column)}`,
         )
         .join(', ')}
       from ${dataTable(table)} where ${ofSeasonGames(context, 'game_id')} group by ${key}
     ), boxes as (select distinct game_id from c)
     select 'note' as kind, game_id as subject, detail from (
       select game_id, ${orQuestionMark(`l.${identifier(who)}`)} || ': ' || nullif(concat_ws(', ', ${differs.join(', ')}), '') as detail
       from c full join (select * from ${log} where ${ofSeasonGames(context, 'game_id')} and game_id in (select game_id from boxes)) l
         using (${key})) compared
     where detail is not null`,
  )
  return { verifiedBy: check.with, findings }
}
