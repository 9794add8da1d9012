import { z } from 'zod'
import { calendarDate } from '../../season/calendar-date.js'
import { FIRST_SEASON_YEAR, scopeOfGame, type SeasonScope } from '../../season/season.js'
import { field, readRow, type Dataset, type DatasetRequest, type Transformed } from '../dataset.js'
import { cell } from '../kit/cells.js'
import { shapeOf, valueAt } from '../kit/json-shape.js'
import { statsRequest } from '../kit/stats-request.js'

const team = { ofNobody: cell.idOrNone }

const fields = {
  game_id: field('gameId', cell.gameId),
  game_date: field('gameDateEst', cell.date),
  status: field('gameStatus', z.number().int().min(1).max(3)),
  status_text: field('gameStatusText', cell.textOrNull),
  home_team_id: field('homeTeam.teamId', team.ofNobody),
  away_team_id: field('awayTeam.teamId', team.ofNobody),
  home_score: field('homeTeam.score', cell.count),
  away_score: field('awayTeam.score', cell.count),
  arena_name: field('arenaName', cell.textOrNull),
  arena_city: field('arenaCity', cell.textOrNull),
  arena_state: field('arenaState', cell.textOrNull),
  series_text: field('seriesText', cell.textOrNull),
}

const body = z.object({
  leagueSchedule: z.object({
    seasonYear: z.string(),
    gameDates: z.array(z.object({ games: z.array(z.looseObject({ gameId: z.unknown() })) })),
  }),
})

const NOT_BEGUN = 1

/** The season's games and their results: stats.nba.com scheduleleaguev2, all season types in one answer. */
export const games: Dataset = {
  name: 'games',
  title: 'the games and their results',
  endpoint: 'scheduleleaguev2',
  since: FIRST_SEASON_YEAR,
  needs: [],
  byDefault: true,
  transformVersion: 1,
  volatile: [['meta']],
  tables: [
    {
      name: 'games',
      key: ['game_id'],
      columns: [...Object.keys(fields), 'season', 'season_type', 'tipoff_at'],
      completes: {
        columns: ['season', 'season_type'],
        values: (_request, scope) => [scope.season, scope.seasonType],
        guard: 'game_id',
      },
    },
  ],
  requests: async ({ season }) => [
    statsRequest('scheduleleaguev2', { LeagueID: '00', Season: season }, `scheduleleaguev2 ${season}`),
  ],
  transform,
}

function* transform(json: unknown, request: DatasetRequest, scope: SeasonScope): Iterable<Transformed> {
  const table = 'games'
  let rowNumber = -1
  for (const date of shapeOf(body, json, request).leagueSchedule.gameDates) {
    for (const game of date.games) {
      rowNumber++
      const read = readRow(fields, (path) => valueAt(game, path))
      if ('reason' in read) {
        yield { table, rowNumber, reason: read.reason, source: game }
        continue
      }
      const ofGame = scopeOfGame(String(read.row.game_id))
      if (ofGame?.season !== scope.season) {
        yield {
          table,
          rowNumber,
          reason: `belongs to another season (gameId ${read.row.game_id})`,
          source: game,
        }
      } else if (ofGame.seasonType === scope.seasonType) {
        const { status, home_score: home = null, away_score: away = null } = read.row
        const begun = status !== NOT_BEGUN // before, 0 : 0 is no score
        yield {
          table,
          rowNumber,
          row: {
            ...read.row,
            home_score: begun ? home : null,
            away_score: begun ? away : null,
            season: scope.season,
            season_type: scope.seasonType,
            tipoff_at: tipoff(game),
          },
        }
      }
    }
  }
}

/** '2018-10-17T00:30:00Z'; a moment without its zone is UTC, as the field's name says. */
const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)Z?$/

/** The start in UTC; null where the source knows the day only (midnight Eastern written as UTC). */
function tipoff(game: Readonly<Record<string, unknown>>): string | null {
  const { gameDateTimeUTC: utc, gameDateEst: day } = game
  if (typeof utc !== 'string' || utc === day || calendarDate(utc) === undefined) return null
  const time = Date.parse(`${MOMENT.exec(utc)?.[1]}Z`)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
