import type { ResultsOfThePoints } from '../../datasets/kit/verify.js'
import { asOfItsEra, OF_SEASON, orQuestionMark, queryFindings, type Interpreter } from './check.js'

/** The two lines of a game agree: the result is that of the points, dates are the same, and each names the other team. */
export const resultsOfThePoints: Interpreter<ResultsOfThePoints> = async (_check, context) => {
  const findings = await queryFindings(
    context,
    `with lines as (select * from team_game_logs where ${OF_SEASON})
     select 'wrong' as kind, game_id as subject, detail from (
       select t.game_id, t.team_abbreviation || ': ' || nullif(concat_ws(', ',
         case when (t.points + o.points > 0 and t.result is distinct from case when t.points > o.points then 'W' when t.points < o.points then 'L' end)
              then 'result ' || ${orQuestionMark('t.result')} || ' with ' || t.points || ' : ' || o.points end,
         case when t.game_date <> o.game_date then 'date ' || t.game_date || ', ' || o.team_abbreviation || ' ' || o.game_date end,
         case when t.matchup not in (t.team_abbreviation || ' vs. ' || o.team_abbreviation, t.team_abbreviation || ' @ ' || o.team_abbreviation)
              then 'matchup ' || t.matchup || ', against ' || o.team_abbreviation end,
         case when t.matchup like '%vs.%' and o.matchup like '%vs.%' then 'both teams are at home' end
       ), '') as detail
       from lines t join lines o on o.game_id = t.game_id and o.team_id <> t.team_id) l
     where detail is not null`,
  )
  return { verifiedBy: null, findings: asOfItsEra(findings, context) }
}
