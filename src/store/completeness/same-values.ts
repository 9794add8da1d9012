import type { SameValues } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import {
  asOfItsEra,
  bothValues,
  exists,
  mostlyFilled,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  type CheckContext,
  type Interpreter,
} from './check.js'

/** Two tables have the same values for the same line. */
export const sameValues: Interpreter<SameValues> = async (check, context) => {
  const { within = {}, on } = check
  const other = dataTable(check.with)
  if (!(await exists(context, `select from ${other} o where ${ofSeasonGames(context, 'o.game_id')}`)))
    return { verifiedBy: null, findings: [] }
  const columns = check.columns.map((column) => {
    const [here, there] = [`t.${identifier(column)}`, `o.${identifier(column)}`]
    const differs = `${here} is distinct from ${there}`
    const tolerance = within[column]
    return {
      column,
      differs:
        tolerance === undefined
          ? differs
          : `${differs} and coalesce(abs(${here} - ${there}) > ${tolerance}, true)`,
      text: bothValues(column, here, check.with, there),
    }
  })
  const key = on.map((column) => `t.${identifier(column)} = o.${identifier(column)}`).join(' and ')
  const conflicts = await queryFindings(
    context,
    `with filled as (select ${mostlyFilled(check.columns)}
                     from ${other} o where ${ofSeasonGames(context, 'o.game_id')})
     select 'conflict' as kind, subject, detail from (
       select t.game_id as subject,
              ${orQuestionMark(`t.${identifier(check.who)}`)} || ': ' || nullif(concat_ws(', ', ${columns
                .map(
                  ({ column, differs, text }) =>
                    `case when f.${identifier(column)} and ${differs} then ${text} end`,
                )
                .join(', ')}), '') as detail
       from ${dataTable(check.table)} t join ${other} o on ${key} cross join filled f
       where ${ofSeasonGames(context, 't.game_id')}) rows where detail is not null`,
  )
  const missing = check.played === undefined ? [] : await missingLines(check, context, key, check.played)
  return { verifiedBy: check.with, findings: [...asOfItsEra(conflicts, context), ...missing] }
}

/** Lines of people who played, if only for seconds, that one of the tables lacks, in games that both have. */
async function missingLines(
  { table, with: other, who, mayLack }: SameValues,
  context: CheckContext,
  key: string,
  played: string,
) {
  const gamesOf = (name: string): string =>
    `select game_id from ${dataTable(name)} g where ${ofSeasonGames(context, 'g.game_id')}`
  return queryFindings(
    context,
    `select 'missing' as kind, o.game_id as subject, string_agg(${orQuestionMark(`o.${identifier(nameColumn(other))}`)}, ', ' order by o.player_id) || ${literal(` played by ${other}, and has no line`)} as detail
     from ${dataTable(other)} o
     where ${mayLack !== true} and ${ofSeasonGames(context, 'o.game_id')} and o.${identifier(played)} is not null and o.game_id in (${gamesOf(table)})
       and not exists (select from ${dataTable(table)} t where ${key}) group by o.game_id
     union all
     select 'conflict', t.game_id, string_agg(${orQuestionMark(`t.${identifier(who)}`)}, ', ' order by t.player_id) || ${literal(` played, and has no line in ${other}`)}
     from ${dataTable(table)} t
     where ${ofSeasonGames(context, 't.game_id')} and t.${identifier(played)} is not null and t.game_id in (${gamesOf(other)})
       and not exists (select from ${dataTable(other)} o where ${key}) group by t.game_id`,
  )
}

/** The column with the name of a player, which the game logs and the box scores call differently. */
const nameColumn = (table: string): string => (table === 'player_game_logs' ? 'player_name' : 'last_name')
