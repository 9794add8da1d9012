import type { PlayersOfItsTeams } from '../../datasets/kit/verify.js'
import { dataTable, literal } from '../database/database.js'
import { exists, OF_SEASON, queryFindings, teamName, type Interpreter } from './check.js'

/** Of each team's players at least some have a line for it; teams that the log does not have are no matter of this. */
export const playersOfItsTeams: Interpreter<PlayersOfItsTeams> = async ({ table, least }, context) => {
  const log = dataTable('player_game_logs')
  if (!(await exists(context, `select from ${log} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const findings = await queryFindings(
    context,
    `with played as materialized (select distinct team_id, player_id from ${log} where ${OF_SEASON})
     select 'wrong' as kind, team_id::text as subject,
            ${teamName('teams.team_id')} || ': ' || own || ' of ' || players || ${literal(' players have a line for the team')} as detail
     from (select t.team_id, count(*) as players, count(p.player_id) as own
           from ${dataTable(table)} t left join played p using (team_id, player_id)
           where t.season = $1 and t.team_id in (select team_id from played) group by 1) teams
     where own < ${least}`,
  )
  return { verifiedBy: 'player_game_logs', findings }
}
