import type { PeriodsOfTheGames } from '../../datasets/kit/verify.js'
import { OF_SEASON, ofSeasonGames, queryFindings, type Interpreter } from './check.js'

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
  const findings = await queryFindings(
    context,
    `with periods as (
       select game_id, period, bool_or(action_type = 'period' and sub_type = 'start') as starts, bool_or(action_type = 'period' and sub_type = 'end') as ends,
              max(action_id) filter (where action_type = 'period' and sub_type = 'end') as last_end, max(action_id) filter (where ${scores}) as last_score
       from play_by_play where ${ofSeasonGames(context, 'game_id')} group by 1, 2
     ), games_played as (
       select game_id, greatest(max(period), ${PERIODS}, coalesce((
                select ${PERIODS} + greatest(0, round((max(minutes) - ${REGULATION_MINUTES}) / ${OVERTIME_MINUTES}))::int
                from team_game_logs l where l.game_id = p.game_id and ${OF_SEASON}), 0)) as periods, max(period) as last_period
       from periods p group by 1
     ), faults as (
       select g.game_id, n as period, case when p.period is null then 'is missing' when not coalesce(p.starts, false) then 'has no start' when not coalesce(p.ends, false) then 'has no end' end as fault
       from games_played g cross join generate_series(1, g.periods) n left join periods p on p.game_id = g.game_id and p.period = n
       union all
       select p.game_id, p.period, 'has points after its end' from periods p join games_played g on g.game_id = p.game_id and g.last_period = p.period
       where p.last_score > p.last_end
     )
     select 'missing' as kind, game_id as subject, string_agg('period ' || period || ' ' || fault, ', ' order by period) as detail
     from faults where fault is not null group by game_id`,
  )
  return { verifiedBy: null, findings }
}
