import type { ResultsInTime } from '../../datasets/kit/verify.js'
import { literal } from '../database/database.js'
import { OF_SEASON, queryFindings, type Interpreter } from './check.js'
import { FINAL } from './games-state.js'

/** Days within which the source has the result of a game: it is late by a night, never by a weekend. */
export const RESULT_DAYS = 3

/** Words of a game that is not played on its date. */
const OFF = '(cancel|postpon|ppd)'

/** A game has its result some days after its date, unless it was cancelled or postponed, and none before it. */
export const resultsInTime: Interpreter<ResultsInTime> = async (_check, context) => {
  const findings = await queryFindings(
    context,
    `select 'missing' as kind, g.game_id as subject,
            'dated ' || g.game_date || ', without a result' || coalesce((
              select ', which team_game_logs has' from nba.team_game_logs l where l.game_id = g.game_id and l.minutes > 0 limit 1), '') as detail
     from nba.games g
     where ${OF_SEASON} and not (${FINAL})
       and game_date < ${literal(context.today)}::date - ${RESULT_DAYS} and coalesce(status_text, '') !~* ${literal(OFF)}
     union all
     select 'wrong', g.game_id, 'is final, and dated ' || g.game_date || ', which is to come'
     from nba.games g where ${OF_SEASON} and ${FINAL} and game_date > ${literal(context.today)}::date + 1`,
  )
  return { verifiedBy: null, findings }
}
