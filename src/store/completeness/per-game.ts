import type pg from 'pg'
import type { SeasonScope } from '../../season/season.js'
import { ask, exists, OF_SEASON, type Verification } from './check.js'
import { noteFindings, gamesState } from './games-state.js'

/** Every game that has been played must be there, with the score that the other source has. */
export async function perGame(
  pool: pg.Pool,
  scope: SeasonScope,
  dataset: string,
  lines: string,
  score: string,
): Promise<Verification> {
  const { usable, note: stale } = await gamesState(pool, scope)
  const played = usable
    ? `select game_id, game_date, home_score, away_score from games where ${OF_SEASON} and status = 3`
    : `select game_id, min(game_date) as game_date, null::int as home_score, null::int as away_score from team_game_logs where ${OF_SEASON} and minutes > 0 group by 1`
  const there = usable ? 'games' : 'team_game_logs'
  if (!(await exists(pool, scope, `select from ${there} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: noteFindings(dataset, stale) }
  const findings = await ask(
    pool,
    dataset,
    scope,
    `with played as (${played}), scores as (${score})
     select 'missing' as kind, p.game_id as subject, 'played on ' || p.game_date as detail from played p
     where not (${lines})
     union all
     select 'conflict', p.game_id, 'games ' || p.home_score || ' : ' || p.away_score || ', here ' || s.home || ' : ' || s.away
     from played p join scores s using (game_id) where (p.home_score, p.away_score) <> (s.home, s.away)`,
  )
  return {
    verifiedBy: usable ? 'games' : 'team_game_logs',
    findings: [...findings, ...noteFindings(dataset, stale)],
  }
}
