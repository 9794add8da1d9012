import type { PointsOfThePeriods } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import { exists, ofSeasonGames, queryFindings, teamName, type Interpreter } from './check.js'

/** A team's points of each period are those by which the score of the play-by-play rises in it. */
export const pointsOfThePeriods: Interpreter<PointsOfThePeriods> = async (
  { table, periods, homeAway },
  context,
) => {
  const scored = `nba.play_by_play where ${ofSeasonGames(context, 'game_id')} and home_score is not null`
  if (!(await exists(context, `select from ${scored}`))) return { verifiedBy: null, findings: [] }
  const sides = dataTable(homeAway)
  const findings = await queryFindings(
    context,
    `with scores as (
       select game_id, period, max(home_score) as home, max(away_score) as away from ${scored} group by 1, 2
     ), points as (
       select game_id, period, home - coalesce(lag(home) over of_game, 0) as home, away - coalesce(lag(away) over of_game, 0) as away
       from scores window of_game as (partition by game_id order by period)
     ), compared as (
       select t.game_id, t.team_id, p.period, v.here, case when t.team_id = g.home_team_id then p.home else p.away end as there
       from ${dataTable(table)} t join ${sides} g using (game_id)
       cross join lateral (values ${periods.map((column, i) => `(${i + 1}, t.${identifier(column)})`).join(', ')}) v(period, here)
       join points p on p.game_id = t.game_id and p.period = v.period
       where ${ofSeasonGames(context, 't.game_id')}
     )
     select 'conflict' as kind, game_id as subject,
            ${teamName('c.team_id')} || ': ' || string_agg('period ' || period || ' ' || here || ', play_by_play ' || there, ', ' order by period) as detail
     from compared c where here <> there group by game_id, team_id`,
  )
  return { verifiedBy: 'play_by_play', findings }
}
