import { cell } from '../kit/cells.js'
import { seasonOnly } from '../kit/stats-request.js'
import { seasonTable } from '../kit/stats-table.js'
import { shotRules } from './box-lines.js'

/** The league's field goals by zone of the court: stats.nba.com shotchartleaguewide. Shots have places since 1996-97. */
export default seasonTable('shot_averages', {
  title: "the league's field goals by zone",
  group: 'shooting',
  endpoint: 'shotchartleaguewide',
  resultSet: 'League_Wide',
  params: seasonOnly,
  since: 1996,
  seasonTypes: ['Regular Season'], // the answer to any other is the same
  freshFor: 1,
  table: 'shot_averages',
  key: ['season', 'zone_basic', 'zone_area', 'zone_range'],
  ofScope: ['season'],
  fields: [
    [
      cell.text,
      { zone_basic: 'SHOT_ZONE_BASIC', zone_area: 'SHOT_ZONE_AREA', zone_range: 'SHOT_ZONE_RANGE' },
    ],
    [cell.tally, { field_goals_attempted: 'FGA', field_goals_made: 'FGM' }],
    [cell.share, { field_goal_pct: 'FG_PCT' }],
  ],
  leftOut: { 'the same in every row': ['GRID_TYPE'] },
  verify: [
    // In all 20 rows of 2025-26.
    {
      kind: 'rules-of-a-line',
      table: 'shot_averages',
      subject: 'season',
      of: 'season',
      who: 'zone_basic',
      rules: shotRules('field_goal'),
    },
  ],
})
