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
  follows: ['team_game_logs', 'franchise_history'],
  freshFor: 30,
  table: 'team_years',
  key: ['league_id', 'team_id'],
  ofScope: [],
  guard: 'team_id',
  knownBy: teamsOfYears('first_year', 'last_year', 'franchise_history'),
  fields: [
    [cell.id, { team_id: 'TEAM_ID' }],
    [cell.textOrNull, { abbreviation: 'ABBREVIATION' }],
    [cell.year, { first_year: 'MIN_YEAR', last_year: 'MAX_YEAR' }],
  ],
  leftOut: { 'what was asked': ['LEAGUE_ID'] },
  // The teams of all seven recorded team logs, and both recorded lists of franchises, agree.
  verify: [
    everyLogged('team_game_logs', 'team_id', 'team_years'),
    {
      kind: 'franchises-of-the-season',
      table: 'team_years',
      years: { from: 'first_year', to: 'last_year' },
      with: { table: 'franchise_history', from: 'start_year' },
    },
  ],
})
