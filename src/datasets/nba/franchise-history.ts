import { FIRST_SEASON_YEAR } from '../../season/season.js'
import type { Transformed } from '../dataset.js'
import { cell, columnType } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { teamsOfYears } from '../kit/witnesses.js'

/**
 * Franchises, past and present, under each of their names: stats.nba.com franchisehistory. A franchise's first row is
 * about all of its years under its present name; further ones are about a name each.
 */
export default seasonTable('franchise_history', {
  title: 'relocations and names of all franchises, with wins and titles',
  group: 'history',
  endpoint: 'franchisehistory',
  params: () => ({}),
  each: { parameter: 'LeagueID', column: 'league_id', values: ['00'] },
  since: FIRST_SEASON_YEAR,
  seasonTypes: ['Regular Season', 'Playoffs'],
  follows: ['team_game_logs'],
  freshFor: 30,
  table: 'franchise_history',
  resultSet: { FranchiseHistory: { is_defunct: false }, DefunctTeams: { is_defunct: true } },
  key: ['league_id', 'team_id', 'is_whole', 'city', 'name', 'start_year'],
  ofScope: [],
  guard: 'team_id',
  knownBy: teamsOfYears('start_year', 'end_year', 'team_years'),
  fields: [
    [cell.id, { team_id: 'TEAM_ID' }],
    [cell.text, { city: 'TEAM_CITY', name: 'TEAM_NAME' }],
    [cell.year, { start_year: 'START_YEAR', end_year: 'END_YEAR' }],
    [cell.count, { seasons: 'YEARS', games: 'GAMES', wins: 'WINS', losses: 'LOSSES' }],
    [cell.share, { win_pct: 'WIN_PCT' }],
    [cell.count, { playoff_appearances: 'PO_APPEARANCES', division_titles: 'DIV_TITLES' }],
    [cell.count, { conference_titles: 'CONF_TITLES', league_titles: 'LEAGUE_TITLES' }],
  ],
  adds: { is_whole: columnType.required('bool') },
  fold: wholeFirst,
  leftOut: { 'what was asked': ['LEAGUE_ID'] },
  // As in all rows of the recorded answer; a game of 2012-13 that was called off counts as a game of two franchises.
  verify: [
    everyLogged('team_game_logs', 'team_id', 'franchise_history'),
    // As of the one team whose details are recorded.
    {
      kind: 'repeated-values',
      table: 'franchise_history',
      with: 'team_details',
      on: { team_id: 'team_id' },
      only: 'is_whole',
      values: { city: 'city', nickname: 'name', founded_year: 'start_year' },
      of: 'history',
      subject: 'team_id',
      noted: true,
    },
    {
      kind: 'franchises-of-the-season',
      table: 'franchise_history',
      years: { from: 'start_year', to: 'end_year' },
      games: 'games',
      with: { table: 'team_years', from: 'first_year' },
    },
    { kind: 'as-many-won-as-lost', table: 'franchise_history', only: 'is_whole' },
    {
      kind: 'rules-of-a-line',
      table: 'franchise_history',
      subject: 'team_id',
      of: 'history',
      rules: [
        { rule: 'share', column: 'win_pct', part: 'wins', of: ['wins', 'losses'] },
        { rule: 'total', column: 'games', of: { wins: 1, losses: 1 }, within: 1 },
      ],
    },
  ],
})

/** Marks the first row of each franchise. */
function* wholeFirst(rows: Iterable<Transformed>): Iterable<Transformed> {
  const seen = new Set<unknown>()
  for (const out of rows) {
    if (!('row' in out)) yield out
    else {
      const { team_id: team = null } = out.row
      yield { ...out, row: { ...out.row, is_whole: !seen.has(team) } }
      seen.add(team)
    }
  }
}
