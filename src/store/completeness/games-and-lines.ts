import type { GamesAndLines } from '../../datasets/kit/verify.js'
import { dataTable } from '../database/database.js'
import { exists, OF_SEASON, orQuestionMark, queryFindings, teamName, type Interpreter } from './check.js'
import { FINAL } from './games-state.js'

/**
 * Games and lines of a log agree: date, teams (which are unknown before some games), home side and score. A game with a
 * result has lines, up to the last date of the log, which may be older than the games.
 */
export const gamesAndLines: Interpreter<GamesAndLines> = async ({ log, played, butFor }, context) => {
  if (!(await exists(context, `select from ${dataTable(log)} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  if (!(await exists(context, `select from nba.games where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const others =
    butFor === undefined
      ? ''
      : ` and game_id not in (select game_id from ${dataTable(butFor)} where ${OF_SEASON})`
  const findings = await queryFindings(
    context,
    `with sides as (
       select game_id, team_id, min(game_date) as first_date, max(game_date) as last_date, min(matchup) as matchup, sum(points) as points
       from ${dataTable(log)} where ${OF_SEASON}${others} group by 1, 2
     ), logged as (
       select game_id, min(first_date) as first_date, max(last_date) as last_date, array_agg(team_id) as teams,
              -- Both lines of a game on neutral ground have an @: the log does not know its home side then.
              case when count(*) filter (where matchup like '%vs.%') = 1 then min(team_id) filter (where matchup like '%vs.%') end as home
       from sides group by 1
     ), differences as (
       select g.game_id, concat_ws(', ',
         case when l.first_date <> g.game_date or l.last_date <> g.game_date
              then 'date ' || g.game_date || ', ${log} ' || case when l.first_date <> g.game_date then l.first_date else l.last_date end end,
         case when not (l.teams <@ array[g.home_team_id, g.away_team_id]) and (g.status = 3 or num_nulls(g.home_team_id, g.away_team_id) = 0)
              then 'teams ' || ${teamName('g.away_team_id')} || ' @ ' || ${teamName('g.home_team_id')} || ', ${log} has lines of ' ||
                   (select string_agg(${teamName('x')}, ', ') from unnest(l.teams) x where x is distinct from g.home_team_id and x is distinct from g.away_team_id)
              when l.home <> g.home_team_id then 'at home ' || ${teamName('g.home_team_id')} || ', ${log} ' || ${teamName('l.home')} end,
         case when g.status = 3 and l.teams <@ array[g.home_team_id, g.away_team_id]
                and ((h.points is not null and h.points is distinct from g.home_score) or (a.points is not null and a.points is distinct from g.away_score))
              then 'score ' || ${orQuestionMark('g.home_score')} || ' : ' || ${orQuestionMark('g.away_score')} || ', ${log} ' || ${orQuestionMark('h.points')} || ' : ' || ${orQuestionMark('a.points')} end
       ) as detail
       from nba.games g join logged l using (game_id)
            left join sides h on h.game_id = g.game_id and h.team_id = g.home_team_id
            left join sides a on a.game_id = g.game_id and a.team_id = g.away_team_id
       where g.season = $1 and g.season_type = $2${played === true ? ` and ${FINAL}` : ''}
       union all
       select game_id, 'final on ' || game_date || ', and no line in ${log}' from nba.games
       where ${OF_SEASON} and ${FINAL} and game_id not in (select game_id from logged)
         and game_date <= (select max(last_date) from logged)${others}
     )
     select 'conflict' as kind, game_id as subject, detail from differences where detail <> ''`,
  )
  return { verifiedBy: `games, ${log}`, findings }
}
