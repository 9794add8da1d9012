import type { LinesOfItsTeams } from '../../datasets/kit/verify.js'
import {
  asOfItsEra,
  exists,
  OF_SEASON,
  orQuestionMark,
  queryFindings,
  teamName,
  type Interpreter,
} from './check.js'

/** Columns that a player's line shares with the line of his team. */
const SHARED = ['game_date', 'matchup', 'result', 'team_abbreviation'] as const

/** Each player's line is of a known game, under a team of that game, and agrees with the team's line. */
export const linesOfItsTeams: Interpreter<LinesOfItsTeams> = async (_check, context) => {
  const reference = (await exists(context, `select from nba.team_game_logs where ${OF_SEASON}`))
    ? 'team_game_logs'
    : (await exists(context, `select from nba.games where ${OF_SEASON}`))
      ? 'games'
      : null
  if (reference === null) return { verifiedBy: null, findings: [] }
  const findings = await queryFindings(
    context,
    `with sides as (
       select game_id, team_id from nba.team_game_logs where ${OF_SEASON}
       union select game_id, unnest(array[home_team_id, away_team_id]) from nba.games where ${OF_SEASON}
     ), lines as (select * from nba.player_game_logs where ${OF_SEASON})
     select 'conflict' as kind, game_id as subject, 'no other source has this game: ' || count(*) || ' player lines, ' || min(player_name) || ' among them' as detail
     from lines where game_id not in (select game_id from sides) group by game_id
     union all
     select 'wrong', game_id, string_agg(player_name, ', ' order by player_id) || ': has a line for ' || ${teamName('l.team_id')} || ', which does not play this game'
     from lines l where game_id in (select game_id from sides)
       and not exists (select from sides s where s.game_id = l.game_id and s.team_id = l.team_id) group by game_id, team_id
     union all
     select 'wrong', game_id, 'player_name ' || l.player_name || ', elsewhere ' || n.player_name
     from lines l join (select player_id, mode() within group (order by player_name) as player_name from lines group by 1) n using (player_id)
     where l.player_name <> n.player_name
     union all
     select 'conflict', game_id, min(player_name) || case when count(*) > 1 then ' and ' || count(*) - 1 || ' more' else '' end || ': ' || differences
     from (select p.game_id, p.player_name, concat_ws(', ', ${SHARED.map((column) => `case when p.${column} is distinct from t.${column} then '${column} ' || ${orQuestionMark(`p.${column}`)} || ', team_game_logs ' || ${orQuestionMark(`t.${column}`)} end`).join(', ')}) as differences
           from lines p join nba.team_game_logs t using (game_id, team_id)) d
     where differences <> '' group by game_id, differences`,
  )
  return { verifiedBy: reference, findings: asOfItsEra(findings, context) }
}
