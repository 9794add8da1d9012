import type { NamesOfThePlayers } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import { exists, OF_SEASON, orQuestionMark, queryFindings, type Interpreter } from './check.js'

/** Players have the name that the season's player log has for them. A row that was taken from the log may have none. */
export const namesOfThePlayers: Interpreter<NamesOfThePlayers> = async ({ table, name, of }, context) => {
  if (!(await exists(context, `select from nba.player_game_logs where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const full = `concat_ws(' ', ${name.map((column) => `t.${identifier(column)}`).join(', ')})`
  const scope = of === 'season' ? 't.season = $1' : 'true'
  const findings = await queryFindings(
    context,
    `select 'conflict' as kind, t.player_id::text as subject,
            ${literal(`${name.join(' ')} `)} || min(${orQuestionMark(full)}) || ', player_game_logs ' || min(l.player_name) as detail
     from ${dataTable(table)} t
     join (select player_id, min(player_name) as player_name from nba.player_game_logs where ${OF_SEASON} group by 1) l using (player_id)
     where ${scope} and ${full} not in ('', l.player_name) group by t.player_id`,
  )
  return { verifiedBy: 'player_game_logs', findings }
}
