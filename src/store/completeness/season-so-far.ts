import type { SeasonSoFar } from '../../datasets/kit/verify.js'
import {
  OF_SEASON,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  teamName,
  type CheckContext,
  type Interpreter,
} from './check.js'
import { isMostlyLogged, meetings } from './wins-over-the-opponent.js'

/** What the summary of a game says of the season is what the game log says. Playoffs and exhibitions count otherwise. */
export const seasonSoFar: Interpreter<SeasonSoFar> = async (_check, context) => {
  const { seasonType } = context.scope
  if (seasonType !== 'Regular Season' || !(await isMostlyLogged(context)))
    return { verifiedBy: null, findings: [] }
  const findings = [
    ...(await recordsAfterTheGames(context)),
    ...(await laterMeetings(context)),
    ...(await leadersOfTheSeries(context)),
  ]
  return { verifiedBy: 'team_game_logs', findings }
}

/** The record that each line score has is that after the game. */
const recordsAfterTheGames = (context: CheckContext) =>
  queryFindings(
    context,
    `with records as (
       select team_id, game_id, count(*) filter (where result = 'W') over so_far as wins, count(*) filter (where result = 'L') over so_far as losses
       from nba.team_game_logs where ${OF_SEASON} window so_far as (partition by team_id order by game_date)
     )
     select 'conflict' as kind, t.game_id as subject,
            ${teamName('t.team_id')} || ': record ' || ${orQuestionMark('t.record')} || ', team_game_logs ' || r.wins || '-' || r.losses as detail
     from nba.game_line_scores t join records r using (game_id, team_id)
     where ${ofSeasonGames(context, 't.game_id')} and t.record <> r.wins || '-' || r.losses`,
  )

/** No game of the two lies between the last meeting and this one. */
const laterMeetings = (context: CheckContext) =>
  queryFindings(
    context,
    `select 'conflict' as kind, t.game_id as subject,
            'last meeting ' || t.last_meeting_date || ', team_game_logs ' || later.game_date || ' (' || later.game_id || ')' as detail
     from nba.game_summaries t
     cross join lateral (select h.game_id, h.game_date from ${meetings('t.home_team_id', 't.away_team_id')} and h.game_date < t.game_date order by h.game_date desc limit 1) later
     where ${ofSeasonGames(context, 't.game_id')} and t.last_meeting_date < later.game_date`,
  )

/** Who leads has won more often; nobody does where both have won as often. */
const leadersOfTheSeries = (context: CheckContext) =>
  queryFindings(
    context,
    `select 'wrong' as kind, t.game_id as subject,
            'leader of the series ' || t.series_leader || ' at ' || t.series_home_wins || '-' || t.series_home_losses as detail
     from nba.game_summaries t
     where ${ofSeasonGames(context, 't.game_id')} and (t.series_leader = 'Tied') <> (t.series_home_wins = t.series_home_losses)`,
  )
