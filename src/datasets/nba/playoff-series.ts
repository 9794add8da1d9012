import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'

/**
 * The games of each playoff series: stats.nba.com commonplayoffseries. The recorded answer has its headers and no rows; the
 * first season is a guess.
 */
export default seasonTable('playoff_series', {
  title: 'the games of each playoff series',
  group: 'league',
  endpoint: 'commonplayoffseries',
  resultSet: 'PlayoffSeries',
  params: ({ season }) => ({ LeagueID: '00', Season: season, SeriesID: '' }),
  since: 2001,
  seasonTypes: ['Playoffs'],
  emptyIsAnAnswer: true,
  table: 'playoff_series',
  key: ['game_id'],
  fields: [
    [cell.gameId, { game_id: 'GAME_ID' }],
    [cell.id, { home_team_id: 'HOME_TEAM_ID', away_team_id: 'VISITOR_TEAM_ID' }],
    [cell.text, { series_id: 'SERIES_ID' }],
    [cell.numeral, { game_number: 'GAME_NUM' }],
  ],
  // No answer with rows is recorded.
  verify: [{ ...everyLogged('team_game_logs', 'game_id', 'playoff_series'), noted: true }],
})
