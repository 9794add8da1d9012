import type { WinsOverTheOpponent } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import {
  exists,
  OF_SEASON,
  ofSeasonGames,
  queryFindings,
  teamName,
  WHATEVER_TYPE,
  type CheckContext,
  type Interpreter,
} from './check.js'
import { unsettledFrom } from './unsettled.js'

/** A log with fewer of the games so far than this share is of a part of the season. The numbers of its games tell, which have no gaps. */
const WHOLE_FROM = 0.5

/** Whether the team game log has most games until its last one. */
export const isMostlyLogged = (context: CheckContext): Promise<boolean> =>
  exists(
    context,
    `select from nba.team_game_logs where ${OF_SEASON} and substr(game_id, 6) < '02000'
     having count(distinct game_id) >= ${WHOLE_FROM} * max(substr(game_id, 6)::int)`,
  )

/** Games of two teams in the log, in SQL, with the lines `h` of the first. */
export const meetings = (
  team: string,
  opponent: string,
): string => `nba.team_game_logs h join nba.team_game_logs a on a.game_id = h.game_id and a.team_id = ${opponent}
  where h.season = $1 and h.season_type = $2 and h.team_id = ${team}`

/** Wins and losses against the opponent are at least those until the day of the row, and at most those of the log. */
export const winsOverTheOpponent: Interpreter<WinsOverTheOpponent> = async (check, context) => {
  if (context.scope.seasonType !== 'Regular Season' || !(await isMostlyLogged(context)))
    return { verifiedBy: null, findings: [] }
  const of = (column: string): string => `t.${identifier(column)}`
  const [team, opponent, wins, losses] = [check.team, check.opponent, check.wins, check.losses].map(of)
  const { after } = check
  const then = after === undefined ? `h.game_date < ${unsettledFrom(context)}` : `h.game_date <= ${of(after)}`
  const count = (result: 'W' | 'L', when = 'true'): string =>
    `count(*) filter (where h.result = '${result}' and ${when})`
  const findings = await queryFindings(
    context,
    `select 'conflict' as kind, ${after === undefined ? `'team ' || ${team}` : 't.game_id'} as subject,
            ${teamName(team ?? '')} || ': ' || ${wins} || '-' || ${losses} || ' against ' || ${teamName(opponent ?? '')}
              || ', team_game_logs ' || m.wins || '-' || m.losses as detail
     from ${dataTable(check.table)} t
     cross join lateral (
       select ${count('W')} as wins, ${count('L')} as losses, ${count('W', then)} as wins_then, ${count('L', then)} as losses_then
       from ${meetings(team ?? '', opponent ?? '')}) m
     where ${after === undefined ? WHATEVER_TYPE.replace('season', 't.season') : ofSeasonGames(context, 't.game_id')}
       and (${wins} not between m.wins_then and m.wins or ${losses} not between m.losses_then and m.losses)`,
  )
  return { verifiedBy: 'team_game_logs', findings }
}
