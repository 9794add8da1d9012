import type { EveryPlayedGame } from '../../datasets/kit/verify.js'
import { identifier } from '../database/database.js'
import { queryFindings, exists, OF_SEASON, type Interpreter } from './check.js'
import { noteFindings, gamesState } from './games-state.js'

/** Every game that was played must have its rows, with the score of the other source. */
export const everyPlayedGame: Interpreter<EveryPlayedGame> = async (check, context) => {
  const { usable, note: stale } = await gamesState(context)
  const notes = noteFindings(context.dataset, stale)
  const played = usable
    ? `select game_id, game_date, home_score, away_score from games where ${OF_SEASON} and status = 3`
    : `select game_id, min(game_date) as game_date, null::int as home_score, null::int as away_score from team_game_logs where ${OF_SEASON} and minutes > 0 group by 1`
  const reference = usable ? 'games' : 'team_game_logs'
  if (!(await exists(context, `select from ${reference} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: notes }
  const findings = await queryFindings(
    context,
    `with played as (${played}), scores as (${scoresOf(check)})
     select 'missing' as kind, p.game_id as subject, 'played on ' || p.game_date as detail from played p
     where not (${linesOf(check)})
     union all
     select 'conflict', p.game_id, 'games ' || p.home_score || ' : ' || p.away_score || ', here ' || s.home || ' : ' || s.away
     from played p join scores s using (game_id) where (p.home_score, p.away_score) <> (s.home, s.away)`,
  )
  return { verifiedBy: reference, findings: [...findings, ...notes] }
}

/** The condition that a game `p` has its rows, in SQL. */
const linesOf = ({ rows }: EveryPlayedGame): string =>
  rows
    .map(({ table, count, played }) => {
      const those = `from ${identifier(table)} b where b.game_id = p.game_id${played === undefined ? '' : ` and b.${identifier(played)} > 0`}`
      if ('exactly' in count) return `(select count(*) ${those}) = ${count.exactly}`
      return count.least === 1 ? `exists (select ${those})` : `(select count(*) ${those}) >= ${count.least}`
    })
    .join(' and ')

/** Game, home and away score of the rows, in SQL; no rows where the dataset has no score. */
function scoresOf({ score }: EveryPlayedGame): string {
  if (score === undefined)
    return 'select null::text as game_id, null::int as home, null::int as away where false'
  const of = `from ${identifier(score.table)} where game_id in (select game_id from played) group by 1`
  if ('home' in score)
    return `select game_id, max(${identifier(score.home)}) as home, max(${identifier(score.away)}) as away ${of}`
  const points = `max(${identifier(score.points)}) filter (where`
  return `select game_id, ${points} ${identifier(score.isHome)}) as home, ${points} not ${identifier(score.isHome)}) as away ${of}`
}
