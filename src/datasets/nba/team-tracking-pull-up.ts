import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { PULL_UP, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'

/**
 * Pull-up shots of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=PullUpShot.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_pull_up', {
  ...trackingOfTeams('PullUpShot'),
  title: 'pull-up shots of each team in a season',
  table: 'team_tracking_pull_up',
  fields: [...TRACKED_TEAM, ...PULL_UP],

  verify: linesOfTeams('team_tracking_pull_up', { counts: GAMES, mayLack: true, noted: true }),
})
