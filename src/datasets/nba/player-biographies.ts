import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { playerTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'

/** Each player as he is today: stats.nba.com commonplayerinfo. */
export default playerTable('player_biographies', {
  title: 'birth, body, school, draft and years of each player, one request for each player',
  group: 'rosters',
  endpoint: 'commonplayerinfo',
  resultSet: 'CommonPlayerInfo',
  params: () => ({ LeagueID: '00' }),
  since: FIRST_SEASON_YEAR,
  freshFor: 30,
  follows: ['teams'],
  table: 'player_biographies',
  key: ['player_id'],
  ofScope: [],
  mayEmpty: ['team_name', 'team_city', 'team_abbreviation', 'jersey_number'],
  fields: [
    [cell.id, { player_id: 'PERSON_ID' }],
    [cell.textOrNull, { first_name: 'FIRST_NAME', last_name: 'LAST_NAME', full_name: 'DISPLAY_FIRST_LAST' }],
    [cell.dateOrNone, { birthdate: 'BIRTHDATE' }],
    [cell.textOrNull, { college: 'SCHOOL', country: 'COUNTRY', last_affiliation: 'LAST_AFFILIATION' }],
    [cell.textOrNull, { height: 'HEIGHT', jersey_number: 'JERSEY', position: 'POSITION' }],
    [cell.numeral, { weight_pounds: 'WEIGHT', seasons_played: 'SEASON_EXP' }],
    [cell.numeral, { first_year: 'FROM_YEAR', last_year: 'TO_YEAR' }],
    [cell.textOrNull, { roster_status: 'ROSTERSTATUS' }],
    [cell.idOrNone, { team_id: 'TEAM_ID' }],
    [cell.textOrNull, { team_city: 'TEAM_CITY', team_name: 'TEAM_NAME' }],
    [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }],
    [cell.textOrNull, { draft_year: 'DRAFT_YEAR', draft_round: 'DRAFT_ROUND', draft_number: 'DRAFT_NUMBER' }],
    [cell.yesNo, { played_in_nba: 'NBA_FLAG', played_in_g_league: 'DLEAGUE_FLAG' }],
    [cell.yesNo, { is_of_greatest_75: 'GREATEST_75_FLAG' }],
  ],
  leftOut: {
    'made of the name': [
      'DISPLAY_LAST_COMMA_FIRST',
      'DISPLAY_FI_LAST',
      'PLAYER_SLUG',
      'PLAYERCODE',
      'TEAM_CODE',
    ],
    'the game logs say it': ['GAMES_PLAYED_FLAG', 'GAMES_PLAYED_CURRENT_SEASON_FLAG', 'AvailableSeasons.*'],
    'follow from the game logs': ['PlayerHeadlineStats.*'],
  },
  verify: [
    everyLogged('player_game_logs', 'player_id', 'player_biographies'),
    { kind: 'names-of-the-players', table: 'player_biographies', name: ['full_name'], of: 'history' },
    // As in the one recorded answer: the team has its present name.
    {
      kind: 'repeated-values',
      table: 'player_biographies',
      with: 'teams',
      on: { team_id: 'team_id' },
      values: { full_name: ['team_city', 'team_name'], abbreviation: 'team_abbreviation' },
      of: 'history',
      subject: 'player_id',
      who: 'full_name',
      noted: true,
    },
  ],
})
