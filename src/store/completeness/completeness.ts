import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import type { SeasonScope } from '../../season/season.js'
import { LEAST_PLAYERS, type Check, type Verification } from './check.js'
import { checkGames } from './games.js'
import { membership } from './membership.js'
import { perGame } from './per-game.js'
import { checkPlayerGameLogs } from './player-game-logs.js'
import { checkStandings } from './standings.js'
import { checkTeamGameLogs } from './team-game-logs.js'

export type { Verification }

const checks: Readonly<Record<string, Check>> = {
  games: checkGames,
  team_game_logs: checkTeamGameLogs,
  player_game_logs: checkPlayerGameLogs,
  standings: checkStandings,
  teams: (pool, scope) =>
    membership(
      pool,
      scope,
      'teams',
      'team_game_logs',
      'team_id',
      'team_seasons n where n.team_id = l.team_id and n.season = l.season',
    ),
  players: (pool, scope) =>
    membership(
      pool,
      scope,
      'players',
      'player_game_logs',
      'player_id',
      'players n where n.player_id = l.player_id',
    ),
  player_seasons: (pool, scope) =>
    membership(
      pool,
      scope,
      'player_seasons',
      'player_game_logs',
      'player_id',
      'player_seasons n where n.player_id = l.player_id and n.season = l.season',
    ),

  box_scores: (pool, scope) =>
    perGame(
      pool,
      scope,
      'box_scores',
      `(select count(*) from box_score_teams b where b.game_id = p.game_id) = 2
       and (select count(*) from box_score_players b where b.game_id = p.game_id and b.minutes > 0) >= ${2 * LEAST_PLAYERS}`,
      `select game_id, max(points) filter (where is_home) as home, max(points) filter (where not is_home) as away
       from box_score_teams where game_id in (select game_id from played) group by 1`,
    ),
  play_by_play: (pool, scope) =>
    perGame(
      pool,
      scope,
      'play_by_play',
      'exists (select from play_by_play b where b.game_id = p.game_id)',
      `select game_id, max(home_score) as home, max(away_score) as away from play_by_play where game_id in (select game_id from played) group by 1`,
    ),
}

/**
 * Holds a dataset against the independent source of its era. A dataset without a check is not verified. The findings
 * bear the name that the run has for the dataset: they are counted by it.
 */
export async function verifyDataset(
  pool: pg.Pool,
  dataset: string,
  scope: SeasonScope,
): Promise<Verification> {
  const verification = await checks[canonicalName(dataset)]?.(pool, scope)
  if (verification === undefined) return { verifiedBy: null, findings: [] }
  return { ...verification, findings: verification.findings.map((finding) => ({ ...finding, dataset })) }
}
