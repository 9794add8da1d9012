import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { field, optionalField } from '../kit/fields.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { FRANCHISE_IDS } from './franchises.js'

/**
 * Everybody with a game log: stats.nba.com commonallplayers. The answer lists all of history, since
 * IsOnlyCurrentSeason=1 is incomplete for past seasons; only who has a line in a synced season is kept, and has a row
 * by that line where the list lacks the player.
 */
export default seasonTable('players', {
  title: 'everybody who played',
  group: 'league',
  endpoint: 'commonallplayers',
  resultSet: 'CommonAllPlayers',
  params: ({ season }) => ({ LeagueID: '00', Season: season, IsOnlyCurrentSeason: '0' }),
  since: FIRST_SEASON_YEAR,
  needs: ['player_game_logs'],
  byDefault: true,
  leftOut: {
    'of the day of the answer, not of the season': [
      'ROSTERSTATUS',
      'TEAM_*',
      'GAMES_PLAYED_FLAG',
      'OTHERLEAGUE_EXPERIENCE_CH',
    ],
    'made of the name': ['PLAYERCODE'],
  },
  table: 'players',
  key: ['player_id'],
  ofScope: [],
  memberOf: {
    log: 'player_game_logs',
    by: 'player_id',
    standIn: {
      columns: { player_id: 'player_id', full_name: 'player_name' },
      listedTeams: FRANCHISE_IDS,
    },
  },
  fields: {
    player_id: field('PERSON_ID', cell.id),
    full_name: field('DISPLAY_FIRST_LAST', cell.text),
    last_comma_first: field('DISPLAY_LAST_COMMA_FIRST', cell.textOrNull),
    player_slug: optionalField('PLAYER_SLUG', cell.textOrNull),
    from_year: field('FROM_YEAR', cell.numeral),
    to_year: field('TO_YEAR', cell.numeral),
  },
  verify: [
    everyLogged('player_game_logs', 'player_id', 'players'),
    { kind: 'names-of-the-players', table: 'players', name: ['full_name'], of: 'history' },
  ],
})
