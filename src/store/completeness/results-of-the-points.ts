import type { ResultsOfThePoints } from '../../datasets/kit/verify.js'
import { asOfItsEra, OF_SEASON, orQuestionMark, queryFindings, type Interpreter } from './check.js'

/** The margins of some games of 2023-24 are rounded. */
const ROUNDED_MARGIN = 2

/** The two lines of a game agree: the result is that of the points, dates are the same, and each names the other team. */
export const resultsOfThePoints: Interpreter<ResultsOfThePoints> = async (_check, context) => {
  const findings = await queryFindings(
    context,
    `with lines as (select * from nba.team_game_logs where ${OF_SEASON}),
          names as (select team_id, mode() within group (order by team_name) as team_name,
                           mode() within group (order by team_abbreviation) as team_abbreviation from lines group by 1)
     select 'wrong' as kind, game_id as subject, detail from (
       select t.game_id, t.team_abbreviation || ': ' || nullif(concat_ws(', ',
         case when (t.points + o.points > 0 and t.result is distinct from case when t.points > o.points then 'W' when t.points < o.points then 'L' end)
              then 'result ' || ${orQuestionMark('t.result')} || ' with ' || t.points || ' : ' || o.points end,
         case when abs(t.plus_minus - (t.points - o.points)) > ${ROUNDED_MARGIN}
              then 'plus_minus ' || t.plus_minus || ' with ' || t.points || ' : ' || o.points end,
         case when t.team_name <> n.team_name then 'team_name ' || t.team_name || ', elsewhere ' || n.team_name end,
         case when t.team_abbreviation <> n.team_abbreviation then 'team_abbreviation ' || t.team_abbreviation || ', elsewhere ' || n.team_abbreviation end,
         case when t.game_date <> o.game_date then 'date ' || t.game_date || ', ' || o.team_abbreviation || ' ' || o.game_date end,
         case when t.matchup not in (t.team_abbreviation || ' vs. ' || o.team_abbreviation, t.team_abbreviation || ' @ ' || o.team_abbreviation)
              then 'matchup ' || t.matchup || ', against ' || o.team_abbreviation end,
         case when t.matchup like '%vs.%' and o.matchup like '%vs.%' then 'both teams are at home' end
       ), '') as detail
       from lines t join names n using (team_id) join lines o on o.game_id = t.game_id and o.team_id <> t.team_id) l
     where detail is not null`,
  )
  return { verifiedBy: null, findings: asOfItsEra(findings, context) }
}
