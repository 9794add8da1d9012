import { ask, exists, known, LEAST_PLAYERS, OF_SEASON, type Check } from './check.js'
import { noteFindings, gamesState } from './games-state.js'

/** Both teams of every game have lines of players, which add up to the team. */
export const checkPlayerGameLogs: Check = async (pool, scope) => {
  const dataset = 'player_game_logs'
  const games = await gamesState(pool, scope)
  const stale = noteFindings(dataset, games.note)
  const conflicts = await ask(
    pool,
    dataset,
    scope,
    `select 'conflict' as kind, t.game_id as subject, 'team ' || t.team_id || ': ' ||
            concat_ws(', ', case when p.points <> t.points then 'points ' || t.points || ', its players ' || p.points end,
                            case when p.assists <> t.assists then 'assists ' || t.assists || ', its players ' || p.assists end,
                            case when p.rebounds > t.rebounds then 'rebounds ' || t.rebounds || ', its players ' || p.rebounds end) as detail
     from team_game_logs t join (select game_id, team_id, sum(points) as points, sum(assists) as assists, sum(rebounds) as rebounds
                                 from player_game_logs where ${OF_SEASON} group by 1, 2) p using (game_id, team_id)
     where t.season = $1 and t.season_type = $2 and (p.points <> t.points or p.assists <> t.assists or p.rebounds > t.rebounds)`,
  )
  const teamsOf = games.usable
    ? `select game_id, game_date, unnest(array[home_team_id, away_team_id]) as team_id from games where ${OF_SEASON} and status = 3`
    : `select game_id, game_date, team_id from team_game_logs where ${OF_SEASON} and minutes > 0`
  if (!games.usable && !(await exists(pool, scope, `select from team_game_logs where ${OF_SEASON}`))) {
    return { verifiedBy: null, findings: [...conflicts, ...stale] }
  }
  const missing = await ask(
    pool,
    dataset,
    scope,
    `with expected as (${teamsOf})
     select 'missing' as kind, e.game_id as subject,
            'played on ' || min(e.game_date) || ', ' || string_agg('team ' || ${known('e.team_id')} || ' has ' || coalesce(p.lines, 0) || ' player lines', ' and ' order by e.team_id) as detail
     from expected e left join (select game_id, team_id, count(*) as lines from player_game_logs where ${OF_SEASON} group by 1, 2) p using (game_id, team_id)
     where coalesce(p.lines, 0) < ${LEAST_PLAYERS} group by e.game_id`,
  )
  return {
    verifiedBy: games.usable ? 'games' : 'team_game_logs',
    findings: [...missing, ...conflicts, ...stale],
  }
}
