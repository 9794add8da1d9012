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

/** Seconds of a period, and of an overtime. */
const PERIOD_SECONDS = 720
const OVERTIME_SECONDS = 300

const SCORES = `((is_field_goal and shot_result = 'Made') or (action_type = 'Free Throw' and description not like 'MISS%'))`

/** Of actions whose columns contradict each other: only a period starts and ends, and a shot was made or missed. */
const CONTRADICTS = `(coalesce(action_type = 'period', false) <> coalesce(sub_type in ('start', 'end'), false)
    or action_type = 'Made Shot' and shot_result is distinct from 'Made'
    or action_type = 'Missed Shot' and shot_result is distinct from 'Missed'
    or coalesce(is_field_goal, false) <> coalesce(shot_result in ('Made', 'Missed'), false)
    or is_field_goal and action_type in (${NO_SHOTS}))`

const LONGEST_CLOCK = `case when a.period > ${PERIODS} then ${OVERTIME_SECONDS} else ${PERIOD_SECONDS} end`
const OUT_OF_BOUNDS = `(least(a.home_score, a.away_score) < 0 or g.status = 3 and (a.home_score > g.home_score or a.away_score > g.away_score))`
/** Of an action `a` that no game `g` has, whatever was before it. */
const IMPOSSIBLE = `(a.seconds_left > ${LONGEST_CLOCK}
    or a.action_type = 'period' and a.sub_type = 'end' and a.seconds_left > 0
    or ${OUT_OF_BOUNDS} or a.shot_value not in (0, 2, 3))`

/** The same in words, with a period that comes after a later one; null of an action that is possible. */
const IMPOSSIBLE_IN_WORDS = `case
    when a.seconds_left > ${LONGEST_CLOCK} then 'a clock of ' || a.seconds_left || ' s in period ' || a.period
    when a.action_type = 'period' and a.sub_type = 'end' and a.seconds_left > 0 then 'an end of period ' || a.period || ' with ' || a.seconds_left || ' s left'
    when a.period < a.period_before then 'period ' || a.period || ' after period ' || a.period_before
    when ${OUT_OF_BOUNDS}
      then 'the score ' || ${orQuestionMark('a.home_score')} || ' : ' || ${orQuestionMark('a.away_score')} || coalesce(case when g.status = 3 then ' of a game that ended ' || g.home_score || ' : ' || g.away_score end, '')
    when a.shot_value not in (0, 2, 3) then 'a shot for ' || a.shot_value end`

/**
 * Each period of a game begins and ends in its play-by-play, and nothing scores after the end of the last one. The
 * number of periods follows from the team's minutes, where the team game logs are stored. No action contradicts itself,
 * or is of a clock, a score or a period that is out of bounds or out of order.
 */
export const periodsOfTheGames: Interpreter<PeriodsOfTheGames> = async (_check, context) => {
  if (context.scope.seasonType === 'All Star') return { verifiedBy: null, findings: [] } // formats of their own
  const findings = await Promise.all([faults(context), strangers(context)])
  return { verifiedBy: null, findings: findings.flat() }
}

/**
 * All that the actions of a game tell by themselves. The season is read once; the few games in which something is wrong are
 * read again, by an array: for a subquery the planner would read all of it.
 */
const faults = (context: CheckContext): Promise<Finding[]> =>
  queryFindings(
    context,
    `with periods as materialized (
       select a.game_id, a.period, count(*) as n, min(a.action_id) as first_action, max(a.action_id) as last_action,
              bool_or(action_type = 'period' and sub_type = 'start') as starts, bool_or(action_type = 'period' and sub_type = 'end') as ends,
              max(action_id) filter (where action_type = 'period' and sub_type = 'end') as last_end, max(action_id) filter (where ${SCORES}) as last_score,
              bool_or(${CONTRADICTS}) as contradicts, bool_or(${IMPOSSIBLE}) as impossible,
              ${NEVER_LACKING.map((column, i) => `count(a.${column}) as filled_${i}`).join(', ')},
              count(*) filter (where player_id is not null and team_id is not null) as of_teams,
              count(*) filter (where location in ('h', 'v') and team_id is not null and g.home_team_id is not null) as sided,
              count(*) filter (where location in ('h', 'v') and (location = 'h') <> (team_id = g.home_team_id)) as other_side
       from nba.play_by_play a left join nba.games g on g.game_id = a.game_id
       where ${ofSeasonGames(context, 'a.game_id')} group by 1, 2
     ), in_order as (
       select *, first_action < max(last_action) over (partition by game_id order by period rows between unbounded preceding and 1 preceding) as out_of_order from periods
     ), played as (
       select game_id, greatest(max(period), ${PERIODS}, coalesce(min(l.played), 0)) as periods, max(period) as last_period, min(l.played) as played,
              sum(n) as n, bool_or(contradicts) as contradicts, bool_or(impossible or out_of_order) as impossible,
              array[${NEVER_LACKING.map((_column, i) => `sum(filled_${i})`).join(', ')}] as filled,
              sum(filled_${NEVER_LACKING.indexOf('player_id')}) as of_players, sum(of_teams) as of_teams, sum(sided) as sided, sum(other_side) as other_side
       from in_order p left join (
         select game_id, ${PERIODS} + greatest(0, round((max(minutes) - ${REGULATION_MINUTES}) / ${OVERTIME_MINUTES}))::int as played
         from nba.team_game_logs where ${OF_SEASON} and minutes > 0 group by 1) l using (game_id)
       group by 1
     ), faults as (
       select g.game_id, no as period, case when p.period is null then 'is missing' when not coalesce(p.starts, false) then 'has no start' when not coalesce(p.ends, false) then 'has no end' end as fault
       from played g cross join generate_series(1, g.periods) no left join periods p on p.game_id = g.game_id and p.period = no
       union all
       select game_id, played + 1, 'follows, but the teams played ' || played || ' periods' from played where last_period > played
       union all
       select p.game_id, p.period, 'has points after its end' from periods p join played g on g.game_id = p.game_id and g.last_period = p.period
       where p.last_score > p.last_end
     ), actions as (
       select *, max(period) over (partition by game_id order by action_id rows between unbounded preceding and 1 preceding) as period_before
       from nba.play_by_play where game_id = any (array(select game_id from played where impossible))
     )
     select 'missing' as kind, game_id as subject, string_agg('period ' || period || ' ' || fault, ', ' order by period) as detail
     from faults where fault is not null group by game_id
     union all
     select 'wrong', game_id, count(*) || ' actions contradict themselves; the first is ' || (array_agg(concat_ws(', ', action_type, sub_type, shot_result) order by action_id))[1]
     from nba.play_by_play where game_id = any (array(select game_id from played where contradicts)) and ${CONTRADICTS} group by game_id
     union all
     select 'wrong', game_id, count(*) || ' impossible actions; the first has ' || (array_agg(what order by action_id))[1]
     from (select a.game_id, a.action_id, ${IMPOSSIBLE_IN_WORDS} as what from actions a left join nba.games g on g.game_id = a.game_id) judged
     where what is not null group by game_id
     union all
     select 'wrong', game_id, 'none of ' || n || ' actions has ' || concat_ws(', ', ${NEVER_LACKING.map((column, i) => `case when filled[${i + 1}] = 0 then '${column}' end`).join(', ')})
     from played where n >= ${WHOLE_GAME} and 0 = any(filled)
     union all
     select 'wrong', game_id, 'most actions of players have no team' from played where of_players >= ${WHOLE_GAME} and of_teams * 2 < of_players
     union all
     select 'wrong', game_id, 'most actions stand on the side of the other team' from played where sided >= ${WHOLE_GAME} and other_side * 2 > sided`,
  )

/** Actions of people on the floor: a coach may be ejected or get a technical foul. */
const ON_THE_FLOOR = "'Made Shot', 'Missed Shot', 'Free Throw', 'Rebound', 'Substitution', 'Jump Ball'"

/** Actions of teams and players that the game's other sources do not know. */
const strangers = (context: CheckContext): Promise<Finding[]> =>
  queryFindings(
    context,
    `with sides as (
       select game_id, array_agg(team_id) as teams from (
         select game_id, team_id from nba.team_game_logs where ${OF_SEASON}
         union select game_id, unnest(array[home_team_id, away_team_id]) from nba.games where ${OF_SEASON}) s
       where team_id is not null group by 1
     ), people as (
       select game_id, array_agg(player_id) as players from (
         select game_id, player_id from nba.box_score_players where ${ofSeasonGames(context, 'game_id')}
         union select game_id, player_id from nba.player_game_logs where ${OF_SEASON}) p
       group by 1
     ), actions as materialized (
       select a.game_id, case when a.team_id <> all (s.teams) then a.team_id end as team_id,
              case when a.action_type in (${ON_THE_FLOOR}) and a.player_id <> all (p.players) then a.player_id end as player_id
       from nba.play_by_play a left join sides s using (game_id) left join people p using (game_id)
       where ${ofSeasonGames(context, 'a.game_id')} and (a.team_id <> all (s.teams) or a.action_type in (${ON_THE_FLOOR}) and a.player_id <> all (p.players))
     )
     select 'wrong' as kind, game_id as subject, count(*) || ' actions of ' || ${teamName('a.team_id')} || ', which does not play this game' as detail
     from actions a where team_id is not null group by game_id, team_id
     union all
     select 'wrong', game_id, count(*) || ' actions of player ' || player_id || ', who has no line in this game'
     from actions where player_id is not null group by game_id, player_id`,
  )
