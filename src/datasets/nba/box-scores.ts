import { z } from 'zod'
import {
  field,
  readRow,
  type Dataset,
  type DatasetRequest,
  type Fields,
  type Row,
  type Transformed,
} from '../dataset.js'
import { cell, type Cell } from '../kit/cells.js'
import { shapeOf, valueAt } from '../kit/json-shape.js'
import { statsRequest } from '../kit/stats-request.js'

/** First season with V3 box scores. */
const SINCE = 1996

const statistics: Fields = {
  minutes: field('statistics.minutes', cell.clockMinutes),
  field_goals_made: field('statistics.fieldGoalsMade', cell.count),
  field_goals_attempted: field('statistics.fieldGoalsAttempted', cell.count),
  field_goal_pct: field('statistics.fieldGoalsPercentage', cell.share),
  three_pointers_made: field('statistics.threePointersMade', cell.count),
  three_pointers_attempted: field('statistics.threePointersAttempted', cell.count),
  three_pointer_pct: field('statistics.threePointersPercentage', cell.share),
  free_throws_made: field('statistics.freeThrowsMade', cell.count),
  free_throws_attempted: field('statistics.freeThrowsAttempted', cell.count),
  free_throw_pct: field('statistics.freeThrowsPercentage', cell.share),
  offensive_rebounds: field('statistics.reboundsOffensive', cell.count),
  defensive_rebounds: field('statistics.reboundsDefensive', cell.count),
  rebounds: field('statistics.reboundsTotal', cell.count),
  assists: field('statistics.assists', cell.count),
  steals: field('statistics.steals', cell.count),
  blocks: field('statistics.blocks', cell.count),
  turnovers: field('statistics.turnovers', cell.count),
  personal_fouls: field('statistics.foulsPersonal', cell.count),
  points: field('statistics.points', cell.count),
  plus_minus: field('statistics.plusMinusPoints', cell.difference),
}

const playerFields: Fields = {
  player_id: field('personId', cell.id),
  first_name: field('firstName', cell.textOrNull),
  last_name: field('familyName', cell.textOrNull),
  position: field('position', cell.textOrNull),
  comment: field('comment', cell.textOrNull),
  jersey_number: field('jerseyNum', cell.textOrNull),
  ...statistics,
}

const teamFields: Fields = {
  team_id: field('teamId', cell.id),
  team_city: field('teamCity', cell.textOrNull),
  team_name: field('teamName', cell.textOrNull),
  team_abbreviation: field('teamTricode', cell.textOrNull),
  ...statistics,
}

const team = z.looseObject({
  teamId: z.number().int().positive(), // players are told by it, too
  players: z.array(z.looseObject({})),
  statistics: z.looseObject({}),
})
const body = z.object({
  boxScoreTraditional: z.object({ gameId: z.string(), homeTeam: team, awayTeam: team }),
})

/** Box scores of players (who did not play included) and teams: stats.nba.com boxscoretraditionalv3, a request for each game. */
export const boxScores: Dataset = {
  name: 'box_scores',
  title: 'box scores of players and teams, one request for each game',
  endpoint: 'boxscoretraditionalv3',
  since: SINCE,
  needs: ['games', 'team_game_logs'],
  byDefault: false,
  transformVersion: 1,
  volatile: [['meta']],
  tables: [
    {
      name: 'box_score_players',
      key: ['game_id', 'player_id'],
      columns: [...Object.keys(playerFields), 'game_id', 'team_id'],
      completes: { columns: ['game_id'], values: gameOf },
    },
    {
      name: 'box_score_teams',
      key: ['game_id', 'team_id'],
      columns: [...Object.keys(teamFields), 'game_id', 'is_home'],
      completes: { columns: ['game_id'], values: gameOf, guard: 'team_id' },
    },
  ],
  requests: async (_scope, stored) =>
    (await stored.playedGames()).map((gameId) =>
      statsRequest(
        'boxscoretraditionalv3',
        { GameID: gameId, StartPeriod: '0', EndPeriod: '0', StartRange: '0', EndRange: '0', RangeType: '0' },
        `boxscoretraditionalv3 ${gameId}`,
      ),
    ),
  transform,
}

function gameOf(request: DatasetRequest): readonly string[] {
  return [request.params.GameID ?? '']
}

function* transform(json: unknown, request: DatasetRequest): Iterable<Transformed> {
  const gameId = request.params.GameID ?? ''
  const box = shapeOf(body, json, request).boxScoreTraditional
  let rowNumber = -1
  for (const side of [box.homeTeam, box.awayTeam]) {
    for (const [table, fields, sources] of [
      ['box_score_teams', teamFields, [side]],
      ['box_score_players', playerFields, side.players],
    ] as const) {
      for (const source of sources) {
        rowNumber++
        const read = readRow(fields, (path) => valueAt(source, path))
        if ('reason' in read) yield { table, rowNumber, reason: read.reason, source }
        else if (box.gameId !== gameId)
          yield { table, rowNumber, reason: `belongs to another game (${box.gameId})`, source }
        else {
          const row = { ...asInLogs(read.row), game_id: gameId }
          yield table === 'box_score_teams'
            ? { table, row: { ...row, is_home: side === box.homeTeam } }
            : { table, row: { ...row, team_id: side.teamId } }
        }
      }
    }
  }
}

const PERCENTAGES = [
  ['field_goal_pct', 'field_goals_attempted'],
  ['three_pointer_pct', 'three_pointers_attempted'],
  ['free_throw_pct', 'free_throws_attempted'],
] as const

/** Says unknown as the game logs do: no statistics for who did not play, no percentage without an attempt (V3 has 0 for both). */
function asInLogs(row: Row): Row {
  const told: Record<string, Cell> = { ...row }
  if (row.minutes === null) for (const column of Object.keys(statistics)) told[column] = null
  for (const [percentage, attempts] of PERCENTAGES) if (row[attempts] === 0) told[percentage] = null
  return told
}
