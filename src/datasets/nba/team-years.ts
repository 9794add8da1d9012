import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { teamsOfYears } from '../kit/witnesses.js'

/** The first and last season of each franchise: stats.nba.com commonteamyears. */
export default seasonTable('team_years', {
  title: 'first and last season of each franchise',
  group: 'history',
  endpoint: 'commonteamyears',
  resultSet: 'TeamYears',
  params: () => ({}),
  each: { parameter: 'LeagueID', column: 'league_id', values: ['00'] },
  since: FIRST_SEASON_YEAR,
  seasonTypes: ['Regular Season', 'Playoffs'],
  freshFor: 30,
  table: 'team_years',
  key: ['league_id', 'team_id'],
  ofScope: [],
  guard: 'team_id',
  knownBy: teamsOfYears('first_year', 'last_year'),
  fields: [
    [cell.id, { team_id: 'TEAM_ID' }],
    [cell.textOrNull, { abbreviation: 'ABBREVIATION' }],
    [cell.year, { first_year: 'MIN_YEAR', last_year: 'MAX_YEAR' }],
  ],
  leftOut: { 'what was asked': ['LEAGUE_ID'] },
  verify: [everyLogged('team_game_logs', 'team_id', 'team_years')],
})
