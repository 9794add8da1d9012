import { FIRST_SEASON_YEAR, type SeasonScope } from '../../season/season.js'
import { field, optionalField, type Dataset, type DatasetRequest, type Transformed } from '../dataset.js'
import { cell } from '../kit/cells.js'
import { statsRequest } from '../kit/stats-request.js'
import { tableRows } from '../kit/table-rows.js'

const fields = {
  player_id: field('PERSON_ID', cell.id),
  team_id: field('TEAM_ID', cell.idOrNone),
  first_name: field('PLAYER_FIRST_NAME', cell.textOrNull),
  last_name: field('PLAYER_LAST_NAME', cell.textOrNull),
  team_abbreviation: field('TEAM_ABBREVIATION', cell.textOrNull),
  jersey_number: field('JERSEY_NUMBER', cell.textOrNull),
  position: field('POSITION', cell.textOrNull),
  height: field('HEIGHT', cell.textOrNull),
  weight_pounds: field('WEIGHT', cell.numeral),
  college: optionalField('COLLEGE', cell.textOrNull),
  country: optionalField('COUNTRY', cell.textOrNull),
  draft_year: optionalField('DRAFT_YEAR', cell.numeral),
  draft_round: optionalField('DRAFT_ROUND', cell.numeral),
  draft_number: optionalField('DRAFT_NUMBER', cell.numeral),
}

/** Players by season and team (a traded player has a row for each): stats.nba.com playerindex. */
export const playerSeasons: Dataset = {
  name: 'player_seasons',
  title: 'players by season and team: number, position, height, draft',
  endpoint: 'playerindex',
  since: FIRST_SEASON_YEAR,
  needs: ['player_game_logs'],
  byDefault: true,
  transformVersion: 1,
  volatile: [],
  tables: [
    {
      name: 'player_seasons',
      key: ['season', 'player_id', 'team_id'],
      columns: [...Object.keys(fields), 'season'],
      memberOf: { table: 'player_game_logs', columns: ['player_id'] },
    },
  ],
  requests: async ({ season }) => [
    statsRequest('playerindex', { LeagueID: '00', Season: season }, `playerindex ${season}`),
  ],
  *transform(json: unknown, request: DatasetRequest, scope: SeasonScope): Iterable<Transformed> {
    for (const { rowNumber, source, read } of tableRows(json, request, 'PlayerIndex', fields)) {
      if ('reason' in read) yield { table: 'player_seasons', rowNumber, reason: read.reason, source }
      else if (read.row.team_id !== null)
        yield { table: 'player_seasons', rowNumber, row: { ...read.row, season: scope.season } }
    }
  },
}
