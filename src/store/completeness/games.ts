import { ask, exists, OF_SEASON, type Check } from './check.js'
import { noteFindings, gamesState } from './games-state.js'

/** Every game of the team log is among the games. */
export const checkGames: Check = async (pool, scope) => {
  const dataset = 'games'
  if (!(await exists(pool, scope, `select from team_game_logs where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const { note: stale } = await gamesState(pool, scope)
  const findings = await ask(
    pool,
    dataset,
    scope,
    `with logged as (select game_id, min(game_date) as game_date, count(*) as lines from team_game_logs where ${OF_SEASON} group by 1)
     select 'missing' as kind, l.game_id as subject, 'in the team game logs (' || l.game_date || '), not in games' as detail
     from logged l where not exists (select from games g where g.game_id = l.game_id)`,
  )
  return { verifiedBy: 'team_game_logs', findings: [...findings, ...noteFindings(dataset, stale)] }
}
