import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { playerTable } from '../kit/stats-table.js'

/**
 * Awards of each player: stats.nba.com playerawards. Nothing of this service tells who must have one; only that the
 * team of an award is one of its season.
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
  follows: ['teams'],
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
  verify: [
    // All 20 recorded awards with a team name one that its franchise had in that year.
    {
      kind: 'repeated-values',
      table: 'player_awards',
      with: 'team_seasons',
      on: { season: 'season', full_name: 'team_name' },
      known: 'season',
      of: 'history',
      subject: 'player_id',
      who: 'last_name',
      noted: true,
    },
  ],
})
