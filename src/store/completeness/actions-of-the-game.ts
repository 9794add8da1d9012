import type { ActionsOfTheGame } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import { exists, OF_SEASON, ofSeasonGames, orQuestionMark, queryFindings, type Interpreter } from './check.js'

/** The score rises by the points of each action, on the side of its team; who is on the floor has a line for that team. */
export const actionsOfTheGame: Interpreter<ActionsOfTheGame> = async (check, context) => {
  const { table, order, people, onTheFloor } = check
  const own = ofSeasonGames(context, 'game_id')
  const lines = dataTable(people)
  const hasGames = await exists(context, `select from nba.games where ${OF_SEASON}`)
  const findings = await queryFindings(
    context,
    `with actions as materialized (
       select game_id, ${identifier(order)} as place, team_id, player_id, action_type, points, home_score, away_score,
              home_score - lag(home_score, 1, 0) over of_game as home, away_score - lag(away_score, 1, 0) over of_game as away
       from ${dataTable(table)} where ${own} window of_game as (partition by game_id order by ${identifier(order)})
     )
     select 'wrong' as kind, game_id as subject, count(*) || ' actions do not make the score; the first has ' ||
            (array_agg(${orQuestionMark('action_type')} || ' for ' || points || ' at ' || ${orQuestionMark('home_score')} || ' : ' || ${orQuestionMark('away_score')} order by place))[1] as detail
     from actions where coalesce(home < 0 or away < 0 or home + away <> points, true) group by game_id
     union all
     select 'wrong', a.game_id, count(*) || ' actions score for the other team'
     from actions a join nba.games g using (game_id) where points > 0 and (a.team_id = g.home_team_id) is distinct from (home > 0) group by a.game_id
     union all
     select 'wrong', game_id, count(*) || ' actions of people without a line for that team: ' || (array_agg(player_id order by place))[1]
     from actions a where action_type in (${onTheFloor.map(literal).join(', ')}) and player_id is not null
       and game_id in (select game_id from ${lines} where ${own})
       and not exists (select from ${lines} p where p.game_id = a.game_id and p.player_id = a.player_id and p.team_id = a.team_id)
     group by game_id`,
  )
  return { verifiedBy: hasGames ? 'games' : null, findings }
}
