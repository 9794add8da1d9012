import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { playerTable } from '../kit/stats-table.js'

/**
 * Awards of each player: stats.nba.com playerawards. Nothing of this service tells who must have one, so that they are
 * held against nothing.
 */
export default playerTable('player_awards', {
  title: 'awards of each player, one request for each player',
  group: 'history',
  endpoint: 'playerawards',
  resultSet: 'PlayerAwards',
  params: () => ({}),
  since: FIRST_SEASON_YEAR,
  seasonTypes: ['Regular Season', 'Playoffs'],
  emptyIsAnAnswer: true,
  freshFor: 30,
  table: 'player_awards',
  key: ['player_id', 'season', 'description', 'month', 'week', 'team_number', 'code'],
  ofScope: [],
  fields: [
    [cell.id, { player_id: 'PERSON_ID' }],
    [cell.keyText, { season: 'SEASON', description: 'DESCRIPTION', month: 'MONTH', week: 'WEEK' }],
    [cell.keyText, { team_number: 'ALL_NBA_TEAM_NUMBER', code: 'SUBTYPE2' }],
    [cell.textOrNull, { first_name: 'FIRST_NAME', last_name: 'LAST_NAME', team_name: 'TEAM' }],
    [cell.textOrNull, { conference: 'CONFERENCE', type: 'TYPE', sponsor: 'SUBTYPE1', detail: 'SUBTYPE3' }],
  ],
})
