import type { SidesOfTheGames } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import { exists, OF_SEASON, ofSeasonGames, queryFindings, teamName, type Interpreter } from './check.js'

/** The lines of a game are of its own two teams, on their own sides. */
export const sidesOfTheGames: Interpreter<SidesOfTheGames> = async ({ table, isHome }, context) => {
  if (!(await exists(context, `select from nba.games where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const home = `t.${identifier(isHome)}`
  const findings = await queryFindings(
    context,
    `select 'conflict' as kind, t.game_id as subject,
            string_agg(${teamName('t.team_id')} || case when ${home} then ' at home' else ' away' end, ', ' order by t.team_id) ||
            ', games ' || ${teamName('g.away_team_id')} || ' @ ' || ${teamName('g.home_team_id')} as detail
     from (select distinct game_id, team_id, ${identifier(isHome)} from ${dataTable(table)}) t join nba.games g using (game_id)
     where ${ofSeasonGames(context, 't.game_id')} and t.team_id is distinct from case when ${home} then g.home_team_id else g.away_team_id end
     group by t.game_id, g.away_team_id, g.home_team_id`,
  )
  return { verifiedBy: 'games', findings }
}
