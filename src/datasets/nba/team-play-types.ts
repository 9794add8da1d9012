import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { PLAY_TYPE_LINE, playTypeChecks, playTypesOf } from './play-types.js'

/**
 * Each team's possessions of a season by play type, offensive and defensive: stats.nba.com synergyplaytypes.
 * The recorded answer has its headers and no rows.
 */
export default seasonTable('team_play_types', {
  ...playTypesOf('T'),
  title: "each team's possessions of a season by play type, offensive and defensive",
  table: 'team_play_types',
  key: ['season', 'season_type', 'team_id', 'play_type', 'side'],
  fields: [[cell.id, { team_id: 'TEAM_ID' }], ...PLAY_TYPE_LINE],
  verify: playTypeChecks('team_play_types'),
})
