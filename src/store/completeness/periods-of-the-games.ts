import type { PeriodsOfTheGames } from '../../datasets/kit/verify.js'
import type { Finding } from '../runs/findings.js'
import {
  OF_SEASON,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  teamName,
  type CheckContext,
  type Interpreter,
} from './check.js'

/** A game has four periods; */
const PERIODS = 4
/** a team plays 5 x 48 minutes in them, and 5 x 5 in each overtime. */
const REGULATION_MINUTES = 240
const OVERTIME_MINUTES = 25

/**
 * Each period of a game begins and ends in its play-by-play, and nothing scores after the end of the last one. The
 * number of periods follows from the team's minutes, where the team game logs are stored.
 */
export const periodsOfTheGames: Interpreter<PeriodsOfTheGames> = async (_check, context) => {
  if (context.scope.seasonType === 'All Star') return { verifiedBy: null, findings: [] } // formats of their own
  const scores = `(is_field_goal and shot_result = 'Made') or (action_type = 'Free Throw' and description not like 'MISS%')`
  const periods = queryFindings(
    context,
    `with periods as (
       select game_id, period, bool_or(action_type = 'period' and sub_type = 'start') as starts, bool_or(action_type = 'period' and sub_type = 'end') as ends,
              max(action_id) filter (where action_type = 'period' and sub_type = 'end') as last_end, max(action_id) filter (where ${scores}) as last_score
       from nba.play_by_play where ${ofSeasonGames(context, 'game_id')} group by 1, 2
     ), games_played as (
       select game_id, greatest(max(period), ${PERIODS}, coalesce(min(l.played), 0)) as periods, max(period) as last_period, min(l.played) as played
       from periods p left join (
         select game_id, ${PERIODS} + greatest(0, round((max(minutes) - ${REGULATION_MINUTES}) / ${OVERTIME_MINUTES}))::int as played
         from nba.team_game_logs where ${OF_SEASON} and minutes > 0 group by 1) l using (game_id)
       group by 1
     ), faults as (
       select g.game_id, n as period, case when p.period is null then 'is missing' when not coalesce(p.starts, false) then 'has no start' when not coalesce(p.ends, false) then 'has no end' end as fault
       from games_played g cross join generate_series(1, g.periods) n left join periods p on p.game_id = g.game_id and p.period = n
       union all
       select game_id, played + 1, 'follows, but the teams played ' || played || ' periods' from games_played where last_period > played
       union all
       select p.game_id, p.period, 'has points after its end' from periods p join games_played g on g.game_id = p.game_id and g.last_period = p.period
       where p.last_score > p.last_end
     )
     select 'missing' as kind, game_id as subject, string_agg('period ' || period || ' ' || fault, ', ' order by period) as detail
     from faults where fault is not null group by game_id`,
  )
  const findings = await Promise.all([
    periods,
    contradictions(context),
    impossible(context),
    strangers(context),
  ])
  return { verifiedBy: null, findings: findings.flat() }
}

/** Actions that are no shot at the basket from the field. */
const NO_SHOTS =
  "'period', 'Free Throw', 'Rebound', 'Foul', 'Turnover', 'Substitution', 'Timeout', 'Jump Ball'"

/** A whole game has some hundred actions, and none of these columns is empty in all of them. */
const WHOLE_GAME = 100
const NEVER_LACKING = [
  'seconds_left',
  'team_id',
  'player_id',
  'action_type',
  'sub_type',
  'description',
  'shot_result',
]

/** Actions whose columns contradict each other: only a period starts and ends, and a shot was made or missed. */
const contradictions = (context: CheckContext): Promise<Finding[]> =>
  queryFindings(
    context,
    `select 'wrong' as kind, game_id as subject,
            count(*) || ' actions contradict themselves; the first is ' || (array_agg(concat_ws(', ', action_type, sub_type, shot_result) order by action_id))[1] as detail
     from nba.play_by_play where ${ofSeasonGames(context, 'game_id')}
       and (coalesce(action_type = 'period', false) <> coalesce(sub_type in ('start', 'end'), false)
         or action_type = 'Made Shot' and shot_result is distinct from 'Made'
         or action_type = 'Missed Shot' and shot_result is distinct from 'Missed'
         or coalesce(is_field_goal, false) <> coalesce(shot_result in ('Made', 'Missed'), false)
         or is_field_goal and action_type in (${NO_SHOTS}))
     group by game_id
     union all
     select 'wrong', game_id, 'none of ' || n || ' actions has ' || concat_ws(', ', ${NEVER_LACKING.map((column, i) => `case when filled[${i + 1}] = 0 then '${column}' end`).join(', ')})
     from (select game_id, count(*) as n, array[${NEVER_LACKING.map((column) => `count(${column})`).join(', ')}] as filled
           from nba.play_by_play where ${ofSeasonGames(context, 'game_id')} group by 1) g
     where n >= ${WHOLE_GAME} and 0 = any(filled)
     union all
     select 'wrong', game_id, 'most actions of players have no team' from nba.play_by_play
     where ${ofSeasonGames(context, 'game_id')} and player_id is not null group by game_id
     having count(*) >= ${WHOLE_GAME} and count(team_id) * 2 < count(*)
     union all
     select 'wrong', game_id, 'most actions stand on the side of the other team' from nba.play_by_play join nba.games g using (game_id)
     where ${ofSeasonGames(context, 'game_id')} and location in ('h', 'v') and team_id is not null group by game_id
     having count(*) >= ${WHOLE_GAME} and count(*) filter (where (location = 'h') <> (team_id = g.home_team_id)) * 2 > count(*)`,
  )

/** Seconds of a period, and of an overtime. */
const PERIOD_SECONDS = 720
const OVERTIME_SECONDS = 300

/** Actions that no game has: of a clock, a score or a period that is out of bounds or out of order. */
const impossible = (context: CheckContext): Promise<Finding[]> =>
  queryFindings(
    context,
    `with actions as (
       select p.*, max(period) over (partition by game_id order by action_id rows between unbounded preceding and 1 preceding) as period_before
       from nba.play_by_play p where ${ofSeasonGames(context, 'p.game_id')}
     ), judged as (
       select a.game_id, a.action_id, case
         when a.seconds_left > case when a.period > ${PERIODS} then ${OVERTIME_SECONDS} else ${PERIOD_SECONDS} end then 'a clock of ' || a.seconds_left || ' s in period ' || a.period
         when a.action_type = 'period' and a.sub_type = 'end' and a.seconds_left > 0 then 'an end of period ' || a.period || ' with ' || a.seconds_left || ' s left'
         when a.period < a.period_before then 'period ' || a.period || ' after period ' || a.period_before
         when least(a.home_score, a.away_score) < 0 or a.home_score > g.home_score or a.away_score > g.away_score
           then 'the score ' || ${orQuestionMark('a.home_score')} || ' : ' || ${orQuestionMark('a.away_score')} || coalesce(' of a game that ended ' || g.home_score || ' : ' || g.away_score, '')
         when a.shot_value not in (0, 2, 3) then 'a shot for ' || a.shot_value end as what
       from actions a left join nba.games g on g.game_id = a.game_id and g.status = 3
     )
     select 'wrong' as kind, game_id as subject, count(*) || ' impossible actions; the first has ' || (array_agg(what order by action_id))[1] as detail
     from judged where what is not null group by game_id`,
  )

/** Actions of people on the floor: a coach may be ejected or get a technical foul. */
const ON_THE_FLOOR = "'Made Shot', 'Missed Shot', 'Free Throw', 'Rebound', 'Substitution', 'Jump Ball'"

/** Actions of teams and players that the game's other sources do not know. */
const strangers = (context: CheckContext): Promise<Finding[]> =>
  queryFindings(
    context,
    `with sides as (
       select game_id, team_id from nba.team_game_logs where ${OF_SEASON}
       union select game_id, unnest(array[home_team_id, away_team_id]) from nba.games where ${OF_SEASON}
     ), people as (
       select game_id, player_id from nba.box_score_players where ${ofSeasonGames(context, 'game_id')}
       union select game_id, player_id from nba.player_game_logs where ${OF_SEASON}
     ), actions as materialized (
       select game_id, team_id, case when action_type in (${ON_THE_FLOOR}) then player_id end as player_id, count(*) as n
       from nba.play_by_play where ${ofSeasonGames(context, 'game_id')} group by 1, 2, 3)
     select 'wrong' as kind, game_id as subject, sum(n) || ' actions of ' || ${teamName('a.team_id')} || ', which does not play this game' as detail
     from actions a where team_id is not null and game_id in (select game_id from sides)
       and not exists (select from sides s where s.game_id = a.game_id and s.team_id = a.team_id) group by game_id, team_id
     union all
     select 'wrong', game_id, sum(n) || ' actions of player ' || player_id || ', who has no line in this game'
     from actions a where player_id is not null and game_id in (select game_id from people)
       and not exists (select from people p where p.game_id = a.game_id and p.player_id = a.player_id) group by game_id, player_id`,
  )
