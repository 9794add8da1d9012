import type { DerivedGames } from '../../datasets/kit/verify.js'
import { ROUNDED_SECONDS } from '../../derive/minutes.js'
import { ofSeasonGames, orQuestionMark, queryFindings, type Interpreter } from './check.js'

/**
 * Holds stints and possessions against the box scores. What does not fit is a note, since no answer of the source can be
 * asked for that would mend it; rows that are stored and disagree are in conflict.
 */
export const derivedGames: Interpreter<DerivedGames> = async (_check, context) => {
  const of = (table: string): string => ofSeasonGames(context, `${table}.game_id`)
  const findings = await queryFindings(
    context,
    `with derivable as (
       select distinct b.game_id from nba.box_score_teams b where ${of('b')}
         and exists (select from nba.play_by_play p where p.game_id = b.game_id)
         and exists (select from nba.box_score_players l where l.game_id = b.game_id and l.minutes > 0)
     ), fitting as (
       select g.* from nba.stint_games g where ${of('g')} and g.misfit is null
     ), stints_of as (
       select s.game_id, count(*) as stints, sum(home_points)::int as home, sum(away_points)::int as away,
              bool_and(cardinality(home_players) = 5 and cardinality(away_players) = 5) as five
       from nba.stints s where ${of('s')} group by 1
     ), possessions_of as (
       select s.game_id, s.team_id, count(*) as possessions, sum(points)::int as points, sum(opponent_points)::int as opponent_points
       from nba.possessions s where ${of('s')} group by 1, 2
     ), played as (
       select s.game_id, player_id, sum(end_seconds - start_seconds) as seconds
       from nba.stints s cross join lateral unnest(home_players || away_players) player_id where ${of('s')} group by 1, 2
     )
     select 'note' as kind, game_id as subject, 'does not fit: ' || misfit as detail from nba.stint_games g where ${of('g')} and misfit is not null
     union all
     select 'missing', game_id, 'was not derived' from derivable where game_id not in (select g.game_id from nba.stint_games g where ${of('g')})
     union all
     select 'conflict', f.game_id, 'has ' || ${orQuestionMark('s.stints')} || ' stints and ' || ${orQuestionMark('p.possessions')} || ' possessions, not ' || f.stints || ' and ' || f.possessions
     from fitting f left join stints_of s using (game_id)
       left join (select game_id, sum(possessions) as possessions from possessions_of group by 1) p using (game_id)
     where s.stints is distinct from f.stints or p.possessions is distinct from f.possessions or not s.five
     union all
     select 'conflict', f.game_id, 'the box score has ' || ${orQuestionMark('h.points')} || ' : ' || ${orQuestionMark('a.points')} || ', the stints ' || ${orQuestionMark('s.home')} || ' : ' || ${orQuestionMark('s.away')}
     from fitting f join stints_of s using (game_id) join nba.box_score_teams h on h.game_id = f.game_id and h.is_home
       join nba.box_score_teams a on a.game_id = f.game_id and not a.is_home
     where (h.points, a.points) is distinct from (s.home, s.away)
     union all
     select 'conflict', f.game_id, 'team ' || b.team_id || ' has ' || ${orQuestionMark('b.points')} || ' points, its possessions ' || coalesce(own.points, 0) + coalesce(other.opponent_points, 0)
     from fitting f join nba.box_score_teams b using (game_id)
       left join possessions_of own on own.game_id = b.game_id and own.team_id = b.team_id
       left join possessions_of other on other.game_id = b.game_id and other.team_id <> b.team_id
     where b.points is distinct from coalesce(own.points, 0) + coalesce(other.opponent_points, 0)
     union all
     select 'conflict', f.game_id, coalesce(m.last_name, 'player ' || m.player_id) || ' has ' || ${orQuestionMark('round(m.minutes::numeric, 1)')} || ' minutes, in stints ' || ${orQuestionMark('round((m.seconds / 60)::numeric, 1)')}
     from fitting f join (
       select coalesce(b.game_id, t.game_id) as game_id, coalesce(b.player_id, t.player_id) as player_id, b.last_name, b.minutes, t.seconds
       from (select * from nba.box_score_players l where ${of('l')} and l.minutes > 0) b
       full join played t on t.game_id = b.game_id and t.player_id = b.player_id) m using (game_id)
     where abs(coalesce(m.seconds, 0) - coalesce(m.minutes, 0) * 60) > ${ROUNDED_SECONDS}`,
  )
  return { verifiedBy: 'box_score_players, box_score_teams', findings }
}
