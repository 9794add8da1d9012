import { LEAST_PLAYERS, type PlayersOfBothTeams } from '../../datasets/kit/verify.js'
import { queryFindings, exists, orQuestionMark, OF_SEASON, type Interpreter } from './check.js'
import { noteFindings, gamesState } from './games-state.js'

/** Both teams of every game have player lines, which add up to the team's line. */
export const playersOfBothTeams: Interpreter<PlayersOfBothTeams> = async ({ equal, atMost }, context) => {
  const games = await gamesState(context)
  const stale = noteFindings(context.dataset, games.note)
  const wrong = [
    ...equal.map((column) => ({ column, differs: `p.${column} <> t.${column}` })),
    ...atMost.map((column) => ({ column, differs: `p.${column} > t.${column}` })),
  ]
  const conflicts = await queryFindings(
    context,
    `select 'conflict' as kind, t.game_id as subject, 'team ' || t.team_id || ': ' ||
            concat_ws(', ', ${wrong
              .map(
                ({ column, differs }) =>
                  `case when ${differs} then '${column} ' || t.${column} || ', its players ' || p.${column} end`,
              )
              .join(', ')}) as detail
     from team_game_logs t join (select game_id, team_id, ${wrong.map(({ column }) => `sum(${column}) as ${column}`).join(', ')}
                                 from player_game_logs where ${OF_SEASON} group by 1, 2) p using (game_id, team_id)
     where t.season = $1 and t.season_type = $2 and (${wrong.map(({ differs }) => differs).join(' or ')})`,
  )
  const teamsOf = games.usable
    ? `select game_id, game_date, unnest(array[home_team_id, away_team_id]) as team_id from games where ${OF_SEASON} and status = 3`
    : `select game_id, game_date, team_id from team_game_logs where ${OF_SEASON} and minutes > 0`
  if (!games.usable && !(await exists(context, `select from team_game_logs where ${OF_SEASON}`))) {
    return { verifiedBy: null, findings: [...conflicts, ...stale] }
  }
  const missing = await queryFindings(
    context,
    `with expected as (${teamsOf})
     select 'missing' as kind, e.game_id as subject,
            'played on ' || min(e.game_date) || ', ' || string_agg('team ' || ${orQuestionMark('e.team_id')} || ' has ' || coalesce(p.lines, 0) || ' player lines', ' and ' order by e.team_id) as detail
     from expected e left join (select game_id, team_id, count(*) as lines from player_game_logs where ${OF_SEASON} group by 1, 2) p using (game_id, team_id)
     where coalesce(p.lines, 0) < ${LEAST_PLAYERS} group by e.game_id`,
  )
  return {
    verifiedBy: games.usable ? 'games' : 'team_game_logs',
    findings: [...missing, ...conflicts, ...stale],
  }
}
