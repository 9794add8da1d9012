import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell, columnType } from '../kit/cells.js'
import type { Judge } from '../kit/define.js'
import { field, optionalField } from '../kit/fields.js'
import { Refusal } from '../kit/reader.js'
import { restList } from '../kit/rest-list.js'

/** The players of a season: GET /players/{season} of the original contract. */
export default restList('players', {
  title: 'the players of a season',
  group: 'league',
  endpoint: 'GET /players/{season}',
  list: 'players',
  since: FIRST_SEASON_YEAR,
  byDefault: true,
  version: 2,
  tables: [
    {
      table: 'players',
      key: ['player_id'],
      ofScope: [],
      fields: {
        player_id: field('id', cell.id),
        birthdate: optionalField('birthdate', cell.dateOrNone),
      },
      reads: { first: field('firstName', cell.textOrNull), last: field('lastName', cell.textOrNull) },
      adds: { full_name: columnType.required('text') },
    },
    {
      table: 'player_seasons',
      key: ['season', 'player_id', 'team_id'],
      ofScope: ['season'],
      fields: {
        player_id: field('id', cell.id),
        team_id: field('teamId', cell.idOrNone),
        first_name: field('firstName', cell.textOrNull),
        last_name: field('lastName', cell.textOrNull),
        team_abbreviation: optionalField('teamAbbreviation', cell.textOrNull),
        jersey_number: optionalField('jersey', cell.textOrNull),
        position: optionalField('position', cell.textOrNull),
        height: optionalField('height', cell.textOrNull),
        weight_pounds: optionalField('weight', cell.numeral),
        is_active: optionalField('isActive', cell.flag),
      },
      adds: { team_id: columnType.required('int8') },
    },
  ],
  judge: (row, context) => judgePlayer(row, context),
  // Names, birthdates, numbers and measures have no second source in this contract.
  verify: [{ kind: 'teams-of-the-season', table: 'player_seasons', among: 'games', who: 'last_name' }],
})

const judgePlayer: Judge = (row, { table }) => {
  if (table === 'player_seasons') {
    row.team_id ??= 0 // waived during the season
    return undefined
  }
  row.full_name = [row.first, row.last].filter((part) => part !== null).join(' ')
  return row.full_name === '' ? new Refusal('has no name') : undefined
}
