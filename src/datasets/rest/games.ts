import { z } from 'zod'
import { FIRST_SEASON_YEAR, scopeOfGame, startYear, type SeasonScope } from '../../season/season.js'
import {
  field,
  optionalField,
  readRow,
  type Dataset,
  type DatasetRequest,
  type Fields,
  type Transformed,
} from '../dataset.js'
import { cell } from '../kit/cells.js'
import { shapeOf, valueAt } from '../kit/json-shape.js'

/** The status words of the contract as the numbers of the NBA's games; another word is refused. */
const STATUS: Readonly<Record<string, number>> = {
  scheduled: 1,
  cancelled: 1,
  postponed: 1,
  live: 2,
  'in progress': 2,
  final: 3,
}

const fields: Fields = {
  game_id: field('id', cell.gameId),
  game_date: field('date', cell.date),
  status_text: field('status', cell.text),
  home_team_id: field('homeTeamId', cell.idOrNone),
  away_team_id: field('awayTeamId', cell.idOrNone),
  home_score: field('homeScore', cell.count),
  away_score: field('awayScore', cell.count),
  neutral_site: optionalField('neutralSite', z.boolean().nullable()),
}

const body = z.object({ games: z.array(z.looseObject({})) })

const DAY_MS = 86_400_000

/** The games of a season, date by date: GET /games/{date} of the original contract. */
export const restGames: Dataset = {
  name: 'games',
  title: 'the games of a season, one request for each date',
  endpoint: 'GET /games/{date}',
  since: FIRST_SEASON_YEAR,
  needs: [],
  byDefault: true,
  transformVersion: 1,
  volatile: [],
  emptyIsAnAnswer: true,
  tables: [
    {
      name: 'games',
      key: ['game_id'],
      columns: [...Object.keys(fields), 'season', 'season_type', 'status'],
      // No answer completes a date: a postponed game leaves one date and comes with another, in any order.
    },
  ],
  requests: async ({ season }) =>
    datesOf(season).map((date) => ({
      service: 'api',
      endpoint: 'games',
      path: `/games/${date}`,
      params: {},
      label: `games ${date}`,
    })),
  transform,
}

/** October 1st to June 30th; 2019-20 and 2020-21 ended in October and July. */
function datesOf(season: string): readonly string[] {
  const year = startYear(season)
  const last = year === 2019 ? `${year + 1}-10-11` : year === 2020 ? `${year + 1}-07-31` : `${year + 1}-06-30`
  const dates: string[] = []
  for (let day = Date.parse(`${year}-10-01`); day <= Date.parse(last); day += DAY_MS) {
    dates.push(new Date(day).toISOString().slice(0, 10))
  }
  return dates
}

const dateOf = (request: DatasetRequest): string => request.path.split('/').at(-1) ?? ''

function* transform(json: unknown, request: DatasetRequest, scope: SeasonScope): Iterable<Transformed> {
  const table = 'games'
  for (const [rowNumber, source] of shapeOf(body, json, request).games.entries()) {
    const read = readRow(fields, (path) => valueAt(source, path))
    if ('reason' in read) {
      yield { table, rowNumber, reason: read.reason, source }
      continue
    }
    const ofGame = scopeOfGame(String(read.row.game_id))
    const status = STATUS[String(read.row.status_text).toLowerCase()]
    if (read.row.game_date !== dateOf(request)) {
      yield { table, rowNumber, reason: `belongs to another date (${read.row.game_date})`, source }
    } else if (status === undefined) {
      yield {
        table,
        rowNumber,
        reason: `status ${JSON.stringify(read.row.status_text)} is not known`,
        source,
      }
    } else if (ofGame?.season === scope.season && ofGame.seasonType === scope.seasonType) {
      yield {
        table,
        rowNumber,
        row: { ...read.row, status, season: scope.season, season_type: scope.seasonType },
      }
    } else if (ofGame === undefined || ofGame.season !== scope.season) {
      yield { table, rowNumber, reason: `belongs to another season (id ${read.row.game_id})`, source }
    }
  }
}
