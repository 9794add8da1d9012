import type { EveryPlayedGame } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import { exists, OF_SEASON, orQuestionMark, queryFindings, type Interpreter } from './check.js'
import { FINAL, hasResults, noteOnGames } from './games-state.js'

/** Every game that was played, by `games` or the team game logs, must have its rows, with the score of the other source. */
export const everyPlayedGame: Interpreter<EveryPlayedGame> = async (check, context) => {
  const notes = await noteOnGames(context)
  const byGames = await hasResults(context)
  const byLog = await exists(context, `select from nba.team_game_logs where ${OF_SEASON}`)
  if (!byGames && !byLog) return { verifiedBy: null, findings: notes }
  const findings = await queryFindings(
    context,
    `with logged as (
       select h.game_id, min(h.game_date) as game_date, max(h.points) filter (where h.matchup like '%vs.%') as home_score,
              max(h.points) filter (where h.matchup like '%@%') as away_score, count(*) filter (where h.matchup like '%vs.%') = 1 as has_sides
       from nba.team_game_logs h where ${OF_SEASON} and minutes > 0 group by 1
     ), played as (
       select coalesce(g.game_id, l.game_id) as game_id, coalesce(g.game_date, l.game_date) as game_date,
              coalesce(g.home_score, case when l.has_sides then l.home_score end) as home_score,
              coalesce(g.away_score, case when l.has_sides then l.away_score end) as away_score
       from (select * from nba.games where ${OF_SEASON} and ${FINAL}) g full join logged l using (game_id)
     ), scores as (${scoresOf(check)})
     select 'missing' as kind, p.game_id as subject, 'played on ' || p.game_date as detail from played p
     where not (${linesOf(check)})
     union all
     select 'conflict', p.game_id, concat('final score ', ${orQuestionMark('p.home_score')}, ' : ', ${orQuestionMark('p.away_score')}, ', here ', ${orQuestionMark('s.home')}, ' : ', ${orQuestionMark('s.away')})
     from played p join scores s using (game_id)
     where p.home_score is not null and (p.home_score, p.away_score) is distinct from (s.home, s.away)`,
  )
  return { verifiedBy: byGames ? 'games' : 'team_game_logs', findings: [...findings, ...notes] }
}

/** The condition that a game `p` has its rows, in SQL. */
const linesOf = ({ rows }: EveryPlayedGame): string =>
  rows
    .map(({ table, count, played }) => {
      const those = `from ${dataTable(table)} b where b.game_id = p.game_id${played === undefined ? '' : ` and b.${identifier(played)} > 0`}`
      if ('ofEachTeam' in count)
        return `(select count(*) from (select ${those} group by team_id having count(*) >= ${count.ofEachTeam}) sides) = 2`
      if ('exactly' in count) return `(select count(*) ${those}) = ${count.exactly}`
      return count.least === 1 ? `exists (select ${those})` : `(select count(*) ${those}) >= ${count.least}`
    })
    .join(' and ')

/** Game, home and away score of the rows, in SQL; no rows where the dataset has no score. */
function scoresOf({ score }: EveryPlayedGame): string {
  if (score === undefined)
    return 'select null::text as game_id, null::int as home, null::int as away where false'
  const of = `from ${dataTable(score.table)} where game_id in (select game_id from played)`
  if ('home' in score) {
    // The last score, not the highest: a play-by-play that ends early is no whole game.
    const order = identifier(score.order)
    const lastOf = (column: string): string =>
      `max(${order}) filter (where ${identifier(column)} is not null)`
    const at = (column: string, action: string): string =>
      `(select max(${identifier(column)}) from ${dataTable(score.table)} s where s.game_id = last.game_id and s.${order} = last.${action})`
    return `select game_id, ${at(score.home, 'h')} as home, ${at(score.away, 'a')} as away
       from (select game_id, ${lastOf(score.home)} as h, ${lastOf(score.away)} as a ${of} group by 1) last`
  }
  const points = `max(${identifier(score.points)}) filter (where`
  return `select game_id, ${points} ${identifier(score.isHome)}) as home, ${points} not ${identifier(score.isHome)}) as away ${of} group by 1`
}
