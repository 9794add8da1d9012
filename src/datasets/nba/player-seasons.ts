import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell, columnType } from '../kit/cells.js'
import { field, optionalField } from '../kit/fields.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { FRANCHISE_IDS } from './franchises.js'

/**
 * Players by season and team: stats.nba.com playerindex. It lists each player with the team of the moment, 0 for one
 * who has none; the row of an earlier team stays while the player has a line with it.
 */
export default seasonTable('player_seasons', {
  title: 'players by season and team: number, position, height, draft',
  group: 'league',
  endpoint: 'playerindex',
  resultSet: 'PlayerIndex',
  params: ({ season }) => ({ LeagueID: '00', Season: season }),
  since: FIRST_SEASON_YEAR,
  needs: ['player_game_logs'],
  byDefault: true,
  version: 3,
  leftOut: {
    'made of names': ['PLAYER_SLUG', 'TEAM_SLUG'],
    'follow from the team': ['TEAM_CITY', 'TEAM_NAME', 'IS_DEFUNCT'],
  },
  table: 'player_seasons',
  key: ['season', 'player_id', 'team_id'],
  ofScope: ['season'],
  completes: [],
  memberOf: {
    log: 'player_game_logs',
    by: 'player_id',
    standIn: {
      columns: {
        season: 'season',
        player_id: 'player_id',
        team_id: 'team_id',
        team_abbreviation: 'team_abbreviation',
      },
      listedTeams: FRANCHISE_IDS,
    },
  },
  fields: {
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
    on_roster: optionalField('ROSTER_STATUS', cell.oneOrNone),
    from_year: optionalField('FROM_YEAR', cell.numeral),
    to_year: optionalField('TO_YEAR', cell.numeral),
    points_per_game: optionalField('PTS', cell.number),
    rebounds_per_game: optionalField('REB', cell.number),
    assists_per_game: optionalField('AST', cell.number),
    statistics_timeframe: optionalField('STATS_TIMEFRAME', cell.textOrNull),
  },
  mayEmpty: [
    'on_roster',
    'from_year',
    'to_year',
    'points_per_game',
    'rebounds_per_game',
    'assists_per_game',
    'statistics_timeframe',
  ],
  adds: { team_id: columnType.required('int8') },
  judge: (row) => {
    row.team_id ??= 0 // waived during the season: of 557 players of 2025-26, 35
    return undefined
  },
  verify: [
    everyLogged('player_game_logs', 'player_id', 'player_seasons', 'season'),
    {
      kind: 'rules-of-a-line',
      table: 'player_seasons',
      subject: 'player_id',
      of: 'season',
      rules: [{ rule: 'used', columns: ['team_id'], from: 50, share: 0.6 }], // of 2025-26, 94 %
    },
    {
      kind: 'names-of-the-players',
      table: 'player_seasons',
      name: ['first_name', 'last_name'],
      of: 'season',
    },
  ],
})
