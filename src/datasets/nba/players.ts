import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { field, optionalField, type Dataset, type DatasetRequest, type Transformed } from '../dataset.js'
import { cell } from '../kit/cells.js'
import { statsRequest } from '../kit/stats-request.js'
import { tableRows } from '../kit/table-rows.js'

const fields = {
  player_id: field('PERSON_ID', cell.id),
  full_name: field('DISPLAY_FIRST_LAST', cell.text),
  last_comma_first: field('DISPLAY_LAST_COMMA_FIRST', cell.textOrNull),
  player_slug: optionalField('PLAYER_SLUG', cell.textOrNull),
  from_year: field('FROM_YEAR', cell.numeral),
  to_year: field('TO_YEAR', cell.numeral),
}

/**
 * Everybody with a game log: stats.nba.com commonallplayers. The answer lists all of history, since
 * IsOnlyCurrentSeason=1 is incomplete for past seasons; only who has a line in a synced season is kept.
 */
export const players: Dataset = {
  name: 'players',
  title: 'everybody who played',
  endpoint: 'commonallplayers',
  since: FIRST_SEASON_YEAR,
  needs: ['player_game_logs'],
  byDefault: true,
  transformVersion: 1,
  volatile: [],
  tables: [
    {
      name: 'players',
      key: ['player_id'],
      columns: Object.keys(fields),
      memberOf: { table: 'player_game_logs', columns: ['player_id'] },
    },
  ],
  requests: async ({ season }) => [
    statsRequest(
      'commonallplayers',
      { LeagueID: '00', Season: season, IsOnlyCurrentSeason: '0' },
      `commonallplayers ${season}`,
    ),
  ],
  *transform(json: unknown, request: DatasetRequest): Iterable<Transformed> {
    for (const { rowNumber, source, read } of tableRows(json, request, 'CommonAllPlayers', fields)) {
      yield 'reason' in read
        ? { table: 'players', rowNumber, reason: read.reason, source }
        : { table: 'players', rowNumber, row: read.row }
    }
  },
}
