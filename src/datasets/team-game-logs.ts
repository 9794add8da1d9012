import { cell } from './cells.js'
import { field, type Dataset } from './dataset.js'
import { GAME_LINE, STATISTICS, gameLogRequest, gameLogRows } from './game-log.js'
import { FIRST_SEASON_YEAR } from './season.js'

const fields = { ...GAME_LINE, team_name: field('TEAM_NAME', cell.text), ...STATISTICS }

/** A line for each team and game: stats.nba.com leaguegamelog, PlayerOrTeam=T. */
export const teamGameLogs: Dataset = {
  name: 'team_game_logs',
  title: "each team's line in each game",
  endpoint: 'leaguegamelog (teams)',
  since: FIRST_SEASON_YEAR,
  needs: [],
  byDefault: true,
  transformVersion: 2,
  volatile: [],
  tables: [
    {
      name: 'team_game_logs',
      key: ['game_id', 'team_id'],
      columns: [...Object.keys(fields), 'season', 'season_type'],
      completes: {
        columns: ['season', 'season_type'],
        values: (_request, scope) => [scope.season, scope.seasonType],
        guard: 'game_id',
      },
    },
  ],
  requests: async (scope) => [gameLogRequest('T', scope)],
  transform: (json, request, scope) => gameLogRows(json, request, scope, 'team_game_logs', fields),
}
