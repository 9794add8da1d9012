import { z } from 'zod'
import {
  field,
  readRow,
  type Dataset,
  type DatasetRequest,
  type Fields,
  type Transformed,
} from '../dataset.js'
import { cell } from '../kit/cells.js'
import { shapeOf, valueAt } from '../kit/json-shape.js'
import { statsRequest } from '../kit/stats-request.js'

/** The NBA's first season with play-by-play. */
const SINCE = 1996

const fields: Fields = {
  action_id: field('actionId', cell.ordinal),
  action_number: field('actionNumber', cell.integer),
  period: field('period', z.number().int().min(1).max(20)),
  seconds_left: field('clock', cell.clockSeconds),
  team_id: field('teamId', cell.idOrNone),
  player_id: field('personId', cell.idOrNone),
  action_type: field('actionType', cell.textOrNull),
  sub_type: field('subType', cell.textOrNull),
  description: field('description', cell.textOrNull),
  is_field_goal: field(
    'isFieldGoal',
    z.number().transform((value) => value === 1),
  ),
  shot_result: field('shotResult', cell.textOrNull),
  shot_value: field('shotValue', cell.count),
  shot_distance: field('shotDistance', cell.number),
  x_legacy: field('xLegacy', cell.number),
  y_legacy: field('yLegacy', cell.number),
  home_score: field('scoreHome', cell.numeral),
  away_score: field('scoreAway', cell.numeral),
}

const body = z.object({ game: z.object({ gameId: z.string(), actions: z.array(z.looseObject({})) }) })

/** Every action of every game: stats.nba.com playbyplayv3, a request for each game. */
export const playByPlay: Dataset = {
  name: 'play_by_play',
  title: 'every action of every game, one request for each game',
  endpoint: 'playbyplayv3',
  since: SINCE,
  needs: ['games', 'team_game_logs'],
  byDefault: false,
  transformVersion: 1,
  volatile: [['meta']],
  tables: [
    {
      name: 'play_by_play',
      key: ['game_id', 'action_id'],
      columns: [...Object.keys(fields), 'game_id'],
      completes: { columns: ['game_id'], values: (request) => [request.params.GameID ?? ''] },
    },
  ],
  requests: async (_scope, stored) =>
    (await stored.playedGames()).map((gameId) =>
      statsRequest(
        'playbyplayv3',
        { GameID: gameId, StartPeriod: '0', EndPeriod: '0' },
        `playbyplayv3 ${gameId}`,
      ),
    ),
  transform,
}

function* transform(json: unknown, request: DatasetRequest): Iterable<Transformed> {
  const table = 'play_by_play'
  const gameId = request.params.GameID ?? ''
  const { game } = shapeOf(body, json, request)
  for (const [rowNumber, source] of game.actions.entries()) {
    const read = readRow(fields, (path) => valueAt(source, path))
    if ('reason' in read) {
      yield { table, rowNumber, reason: read.reason, source }
    } else if (game.gameId !== gameId) {
      yield { table, rowNumber, reason: `belongs to another game (${game.gameId})`, source }
    } else {
      // A team's own rebound or turnover has the team where a player stands.
      const { team_id: teamId = null, player_id: person = null } = read.row
      const byTeam = isTeam(person)
      yield {
        table,
        row: {
          ...read.row,
          team_id: byTeam ? person : teamId,
          player_id: byTeam ? null : person,
          game_id: gameId,
        },
      }
    }
  }
}

/** Franchise ids of the NBA, past and present, all begin so; players' ids have seven digits at most. */
function isTeam(id: unknown): boolean {
  return typeof id === 'number' && id >= 1_610_610_000 && id < 1_610_620_000
}
