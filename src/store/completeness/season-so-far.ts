import type { SeasonSoFar } from '../../datasets/kit/verify.js'
import {
  exists,
  OF_SEASON,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  teamName,
  type CheckContext,
  type Interpreter,
} from './check.js'

/** A log with fewer of the games so far than this share is of a part of the season. The numbers of its games tell, which have no gaps. */
const WHOLE_FROM = 0.5

/** What the summary of a game says of the season is what the game log says. Playoffs and exhibitions count otherwise. */
export const seasonSoFar: Interpreter<SeasonSoFar> = async (_check, context) => {
  const { seasonType } = context.scope
  const isWhole = await exists(
    context,
    `select from nba.team_game_logs where ${OF_SEASON} and substr(game_id, 6) < '02000'
     having count(distinct game_id) >= ${WHOLE_FROM} * max(substr(game_id, 6)::int)`,
  )
  if (seasonType !== 'Regular Season' || !isWhole) return { verifiedBy: null, findings: [] }
  const findings = [
    ...(await recordsAfterTheGames(context)),
    ...(await laterMeetings(context)),
    ...(await winsOverTheOpponent(context)),
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

/** Games of the two teams of a summary `t`, in SQL: with the home team's result. */
const MEETINGS = `nba.team_game_logs h join nba.team_game_logs a on a.game_id = h.game_id and a.team_id = t.away_team_id
  where h.season = $1 and h.season_type = $2 and h.team_id = t.home_team_id`

/** No game of the two lies between the last meeting and this one. */
const laterMeetings = (context: CheckContext) =>
  queryFindings(
    context,
    `select 'conflict' as kind, t.game_id as subject,
            'last meeting ' || t.last_meeting_date || ', team_game_logs ' || later.game_date || ' (' || later.game_id || ')' as detail
     from nba.game_summaries t
     cross join lateral (select h.game_id, h.game_date from ${MEETINGS} and h.game_date < t.game_date order by h.game_date desc limit 1) later
     where ${ofSeasonGames(context, 't.game_id')} and t.last_meeting_date < later.game_date`,
  )

/** The wins over the opponent are at least those until this game and at most those of the log. */
const winsOverTheOpponent = (context: CheckContext) =>
  queryFindings(
    context,
    `select 'conflict' as kind, t.game_id as subject,
            'home team ' || t.series_home_wins || '-' || t.series_home_losses || ' against the opponent, leader ' || ${orQuestionMark('t.series_leader')}
              || ', team_game_logs ' || m.wins || '-' || m.losses as detail
     from nba.game_summaries t
     cross join lateral (
       select count(*) filter (where h.result = 'W') as wins, count(*) filter (where h.result = 'L') as losses,
              count(*) filter (where h.result = 'W' and h.game_date <= t.game_date) as wins_then,
              count(*) filter (where h.result = 'L' and h.game_date <= t.game_date) as losses_then
       from ${MEETINGS}) m
     where ${ofSeasonGames(context, 't.game_id')}
       and (t.series_home_wins not between m.wins_then and m.wins or t.series_home_losses not between m.losses_then and m.losses
         or (t.series_leader = 'Tied') <> (t.series_home_wins = t.series_home_losses))`,
  )
