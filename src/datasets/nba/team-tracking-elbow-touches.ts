import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams, MINUTES, TEAM, WINS_AND_LOSSES } from './season-totals.js'
import { touches, trackingOfTeams } from './tracking-measures.js'

/**
 * Touches at the elbows of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=ElbowTouch.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_elbow_touches', {
  ...trackingOfTeams('ElbowTouch'),
  title: 'touches at the elbows of each team in a season',
  table: 'team_tracking_elbow_touches',
  guard: 'team_id',
  fields: [
    ...TEAM,
    [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }],
    ...WINS_AND_LOSSES,
    ...MINUTES,
    ...touches('ELBOW'),
  ],

  verify: [linesOfTeams('team_tracking_elbow_touches', { counts: GAMES, mayLack: true, noted: true })],
})
