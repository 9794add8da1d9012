import type { RecordsOfTheCup } from '../../datasets/kit/verify.js'
import { exists, orQuestionMark, queryFindings, teamName, WHATEVER_TYPE, type Interpreter } from './check.js'

/** The games of the cup that have a result, with the lines of both teams where a log has them. */
const PLAYED = `select c.team_id, c.game_id, c.result, l.result as logged, l.minutes, l.points, o.points as opponent_points
  from nba.cup_games c
  left join nba.team_game_logs l on l.game_id = c.game_id and l.team_id = c.team_id
  left join nba.team_game_logs o on o.game_id = c.game_id and o.team_id <> c.team_id
  where c.season = $1 and $2::text is not null and c.result is not null`

/** Minutes of a team without an overtime, whose points do not count in the cup (seen in six teams of 2025-26). */
const REGULATION_MINUTES = 240

/**
 * A team's wins and losses in its group are those of the games that the same answer lists for it, and these are the log's,
 * which has the points as well. Both teams list a game, and are in one group.
 */
export const recordsOfTheCup: Interpreter<RecordsOfTheCup> = async (_check, context) => {
  const byLog = await exists(context, `select from (${PLAYED}) p where logged is not null`)
  const findings = await queryFindings(
    context,
    `with played as (${PLAYED}),
     counted as (
       select team_id, count(*) filter (where result = 'W') as wins, count(*) filter (where result = 'L') as losses,
              sum(points) as points, sum(opponent_points) as opponent_points, bool_and(logged is not null) as is_logged, max(minutes) > ${REGULATION_MINUTES} as had_overtime
       from played group by 1)
     select 'conflict' as kind, 'team ' || t.id as subject,
            ${teamName('t.id')} || ': cup ' || coalesce(s.wins || '-' || s.losses || ', points ' || ${orQuestionMark('s.points')} || ' : ' || ${orQuestionMark('s.opponent_points')}, 'without the team') ||
            ', its games ' || coalesce(c.wins, 0) || '-' || coalesce(c.losses, 0) ||
            case when c.is_logged then ', points ' || c.points || ' : ' || c.opponent_points else '' end as detail
     from (select * from nba.cup_standings where ${WHATEVER_TYPE}) s full join counted c using (team_id) cross join lateral (select coalesce(c.team_id, s.team_id) as id) t
     where (s.wins::bigint, s.losses::bigint) is distinct from (coalesce(c.wins, 0), coalesce(c.losses, 0))
        or c.is_logged and not c.had_overtime and (s.points, s.opponent_points) is distinct from (c.points, c.opponent_points)
        or c.is_logged and (s.points > c.points or s.opponent_points > c.opponent_points)
     union all
     select 'conflict', game_id, ${teamName('p.team_id')} || ': cup ' || result || ', game log ' || logged from played p where logged <> result
     union all
     select 'wrong', game_id, 'its teams are in the groups ' || string_agg(${orQuestionMark('s.cup_group')}, ' and ' order by s.team_id)
     from nba.cup_games c join nba.cup_standings s using (season, team_id) where ${WHATEVER_TYPE} group by game_id having count(distinct ${orQuestionMark('s.cup_group')}) > 1
     union all
     select 'missing', game_id, 'is listed by ' || min(${teamName('p.team_id')}) || ' alone' from played p group by game_id having count(*) = 1`,
  )
  return { verifiedBy: byLog ? 'team_game_logs' : null, findings }
}
