import type { CourseOfTheGame, OfTheCourse } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import { bothValues, exists, ofSeasonGames, queryFindings, teamName, type Interpreter } from './check.js'

/** Seconds of a period, and of an overtime. */
const PERIOD = 720
const OVERTIME = 300

/** Seconds by which a lead may differ: the clock of an action has tenths, that of a lead has none. */
const ROUNDED_SECONDS = 1

/** What the actions tell, in SQL: of a team's side where it is `side`, otherwise of the game. */
const TOLD: Readonly<Record<OfTheCourse, (side: string) => string>> = {
  periods: () => 'c.periods',
  'lead-changes': () => 'c.lead_changes',
  'times-tied': () => 'c.times_tied',
  'largest-lead': (side) => `c.${side}_lead`,
  'seconds-leading': (side) => `c.${side}_seconds`,
}

/** Leads, ties and periods are those of the running score. A tie is none at the beginning, and between two leads it changes none. */
export const courseOfTheGame: Interpreter<CourseOfTheGame> = async (check, context) => {
  const { table, order, homeAway } = check
  const actions = `${dataTable(check.actions)} where ${ofSeasonGames(context, 'game_id')} and game_id in (select game_id from ${dataTable(table)})`
  if (!(await exists(context, `select from ${actions}`))) return { verifiedBy: null, findings: [] }
  const columns = Object.entries(check.columns).map(([column, what]) => {
    const here = `t.${identifier(column)}`
    const there =
      homeAway === undefined
        ? TOLD[what]('home')
        : `case when t.team_id = g.home_team_id then ${TOLD[what]('home')} else ${TOLD[what]('away')} end`
    return `case when abs(${here} - ${there}) > ${what === 'seconds-leading' ? ROUNDED_SECONDS : 0}
                 then ${bothValues(column, here, check.actions, `(${there})`)} end`
  })
  const who = homeAway === undefined ? "''" : `${teamName('t.team_id')} || ': '`
  const findings = await queryFindings(
    context,
    `with actions as materialized (
       select game_id, ${identifier(order)} as place, period, home_score - away_score as ahead,
              least(period - 1, 4) * ${PERIOD} + greatest(period - 5, 0) * ${OVERTIME}
                + case when period > 4 then ${OVERTIME} else ${PERIOD} end - seconds_left as second
       from ${actions}
     ), scores as (
       select *, lag(ahead) over of_game as before, coalesce(lead(second) over of_game, max(second) over whole_game) - second as lasted
       from actions where ahead is not null window of_game as (partition by game_id order by place), whole_game as (partition by game_id)
     ), leads as (
       select game_id, sign(ahead) as side, lag(sign(ahead)) over (partition by game_id order by place) as before from scores where ahead <> 0
     ), c as (
       select s.game_id, (select max(period) from actions a where a.game_id = s.game_id) as periods,
              (select count(*) from leads l where l.game_id = s.game_id and side <> before) as lead_changes,
              count(*) filter (where ahead = 0 and before <> 0) as times_tied,
              greatest(max(ahead), 0) as home_lead, greatest(-min(ahead), 0) as away_lead,
              coalesce(sum(lasted) filter (where ahead > 0), 0) as home_seconds, coalesce(sum(lasted) filter (where ahead < 0), 0) as away_seconds
       from scores s group by 1
     )
     select 'conflict' as kind, game_id as subject, detail from (
       select t.game_id, ${who} || nullif(concat_ws(', ', ${columns.join(', ')}), '') as detail
       from ${dataTable(table)} t join c using (game_id)${homeAway === undefined ? '' : ` join ${dataTable(homeAway)} g using (game_id)`}
       where ${ofSeasonGames(context, 't.game_id')}) differing
     where detail is not null`,
  )
  return { verifiedBy: check.actions, findings }
}
