import { cell } from './cells.js'
import { field, optionalField, type Dataset } from './dataset.js'
import { GAME_LINE, STATISTICS, gameLogRequest, gameLogRows } from './game-log.js'
import { FIRST_SEASON_YEAR } from './season.js'

const fields = {
  ...GAME_LINE,
  player_id: field('PLAYER_ID', cell.id),
  player_name: field('PLAYER_NAME', cell.text),
  ...STATISTICS,
  fantasy_points: optionalField('FANTASY_PTS', cell.number),
}

/** A line for each player and game: stats.nba.com leaguegamelog, PlayerOrTeam=P. */
export const playerGameLogs: Dataset = {
  name: 'player_game_logs',
  title: "each player's line in each game",
  endpoint: 'leaguegamelog (players)',
  since: FIRST_SEASON_YEAR,
  needs: [],
  byDefault: true,
  transformVersion: 2,
  volatile: [],
  tables: [
    {
      name: 'player_game_logs',
      key: ['game_id', 'player_id'],
      columns: [...Object.keys(fields), 'season', 'season_type'],
      completes: {
        columns: ['season', 'season_type'],
        values: (_request, scope) => [scope.season, scope.seasonType],
        guard: 'game_id',
      },
    },
  ],
  requests: async (scope) => [gameLogRequest('P', scope)],
  transform: (json, request, scope) => gameLogRows(json, request, scope, 'player_game_logs', fields),
}
