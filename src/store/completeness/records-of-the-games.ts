import type { RecordsOfTheGames } from '../../datasets/kit/verify.js'
import { literal } from '../database/database.js'
import type { Finding } from '../runs/findings.js'
import {
  exists,
  mostlyFilled,
  OF_SEASON,
  orQuestionMark,
  queryFindings,
  teamName,
  type CheckContext,
  type Interpreter,
} from './check.js'
import { FINAL, hasResults } from './games-state.js'
import { gapsAmongGames } from './gaps.js'
import { recentGames } from './unsettled.js'

/**
 * The wins and losses of the standings are those of the stored games: of `games` where they have results, otherwise of
 * the team game logs. Where the standings count more games, a game is missing in what is stored.
 */
export const recordsOfTheGames: Interpreter<RecordsOfTheGames> = async (_check, context) => {
  const byGames = await hasResults(context)
  const reference = byGames ? 'games' : 'team_game_logs'
  const results = byGames
    ? `select home_team_id as team_id, home_score > away_score as won from nba.games where ${OF_SEASON} and ${FINAL}
       union all select away_team_id, away_score > home_score from nba.games where ${OF_SEASON} and ${FINAL}`
    : `select team_id, result = 'W' as won from nba.team_game_logs where ${OF_SEASON} and result is not null`
  if (
    !(await exists(context, `select from nba.standings where ${OF_SEASON}`)) ||
    !(await exists(context, results))
  )
    return { verifiedBy: null, findings: [] }
  const gaps = await gapsAmongGames(context)
  const findings = await queryFindings(
    context,
    `with results as (${results}), recent as (${recentGames(context)}),
     counted as (select team_id, count(*) filter (where won) as wins, count(*) filter (where not won) as losses from results group by 1)
     select case when abs(s.wins + s.losses - coalesce(c.wins + c.losses, 0)) between 1 and coalesce(r.n, 0) then 'note'
                 when s.team_id is null or s.wins + s.losses > coalesce(c.wins + c.losses, 0) then 'missing' else 'conflict' end as kind,
            'team ' || team_id as subject,
            ${teamName('coalesce(c.team_id, s.team_id)')} || ': standings ' || coalesce(s.wins || '-' || s.losses, 'without the team') || ${literal(`, ${reference} `)} ||
              coalesce(c.wins, 0) || '-' || coalesce(c.losses, 0) ||
              case when s.wins + s.losses > coalesce(c.wins + c.losses, 0) then ${gaps} else '' end as detail
     from counted c full join (select * from nba.standings where ${OF_SEASON}) s using (team_id) left join recent r using (team_id)
     where team_id is not null and (coalesce(c.wins, 0), coalesce(c.losses, 0)) is distinct from (s.wins::bigint, s.losses::bigint)`,
  )
  return { verifiedBy: reference, findings: [...findings, ...(await pointsOfTheGames(context))] }
}

/** Points per game are given to one decimal. */
const ROUNDED_POINTS = 0.06

/** The points per game of each team are those of its lines, where both count as many games. */
const pointsOfTheGames = (context: CheckContext): Promise<Finding[]> =>
  queryFindings(
    context,
    `with lines as (
       select t.team_id, avg(t.points) as points, avg(o.points) as opponent_points, count(*) as games
       from nba.team_game_logs t join nba.team_game_logs o on o.game_id = t.game_id and o.team_id <> t.team_id
       where t.season = $1 and t.season_type = $2 and t.result is not null group by 1
     ), filled as (select ${mostlyFilled(['points_per_game', 'opponent_points_per_game'])} from nba.standings where ${OF_SEASON})
     select 'conflict' as kind, 'team ' || s.team_id as subject,
            ${teamName('s.team_id')} || ': points per game ' || ${orQuestionMark('s.points_per_game')} || ' : ' || ${orQuestionMark('s.opponent_points_per_game')} ||
            ', game log ' || round(l.points, 1) || ' : ' || round(l.opponent_points, 1) as detail
     from nba.standings s join lines l using (team_id) cross join filled f
     where s.season = $1 and s.season_type = $2 and s.wins + s.losses = l.games
       and (f.points_per_game and coalesce(abs(s.points_per_game - l.points) > ${ROUNDED_POINTS}, true)
         or f.opponent_points_per_game and coalesce(abs(s.opponent_points_per_game - l.opponent_points) > ${ROUNDED_POINTS}, true))`,
  )
