import { z } from 'zod'
import { FIRST_SEASON_YEAR, type SeasonScope } from '../../season/season.js'
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

const person: Fields = {
  player_id: field('id', cell.id),
  first_name: field('firstName', cell.textOrNull),
  last_name: field('lastName', cell.textOrNull),
  birthdate: optionalField('birthdate', cell.dateOrNone),
}

const season: Fields = {
  player_id: field('id', cell.id),
  team_id: field('teamId', cell.idOrNone),
  first_name: field('firstName', cell.textOrNull),
  last_name: field('lastName', cell.textOrNull),
  team_abbreviation: optionalField('teamAbbreviation', cell.textOrNull),
  jersey_number: optionalField('jersey', cell.textOrNull),
  position: optionalField('position', cell.textOrNull),
  height: optionalField('height', cell.textOrNull),
  weight_pounds: optionalField('weight', cell.numeral),
  is_active: optionalField('isActive', z.boolean().nullable()),
}

const body = z.object({ players: z.array(z.looseObject({})) })

/** The players of a season: GET /players/{season} of the original contract. */
export const restPlayers: Dataset = {
  name: 'players',
  title: 'the players of a season',
  endpoint: 'GET /players/{season}',
  since: FIRST_SEASON_YEAR,
  needs: [],
  byDefault: true,
  transformVersion: 1,
  volatile: [],
  tables: [
    { name: 'players', key: ['player_id'], columns: ['player_id', 'full_name', 'birthdate'] },
    {
      name: 'player_seasons',
      key: ['season', 'player_id', 'team_id'],
      columns: [...Object.keys(season), 'season'],
      completes: { columns: ['season'], values: (_request, scope) => [scope.season] },
    },
  ],
  requests: async (scope) => [
    {
      service: 'api',
      endpoint: 'players',
      path: `/players/${scope.season}`,
      params: {},
      label: `players ${scope.season}`,
    },
  ],
  transform,
}

function* transform(json: unknown, request: DatasetRequest, scope: SeasonScope): Iterable<Transformed> {
  for (const [rowNumber, source] of shapeOf(body, json, request).players.entries()) {
    const who = readRow(person, (path) => valueAt(source, path))
    if ('reason' in who) {
      yield { table: 'players', rowNumber, reason: who.reason, source }
      continue
    }
    const {
      player_id: id = null,
      first_name: first = null,
      last_name: last = null,
      birthdate = null,
    } = who.row
    const name = [first, last].filter((part) => part !== null).join(' ')
    if (name === '') {
      yield { table: 'players', rowNumber, reason: 'has no name', source }
      continue
    }
    yield { table: 'players', rowNumber, row: { player_id: id, full_name: name, birthdate } }
    const where = readRow(season, (path) => valueAt(source, path))
    if ('reason' in where) yield { table: 'player_seasons', rowNumber, reason: where.reason, source }
    // A player who is with nobody has 0 for a team: a person, but no part of a season.
    else if (where.row.team_id !== null)
      yield { table: 'player_seasons', rowNumber, row: { ...where.row, season: scope.season } }
  }
}
