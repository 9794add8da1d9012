import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { PLAY_TYPE_LINE, playTypeChecks, playTypesOf } from './play-types.js'
import { PLAYER } from './season-totals.js'

/**
 * Each player's possessions of a season by play type, offensive and defensive: stats.nba.com synergyplaytypes.
 * Only the headers of teams are recorded; those of players are as published programs list them.
 */
export default seasonTable('player_play_types', {
  ...playTypesOf('P'),
  title: "each player's possessions of a season by play type, offensive and defensive",
  table: 'player_play_types',
  key: ['season', 'season_type', 'player_id', 'team_id', 'play_type', 'side'],
  fields: [...PLAYER, [cell.id, { team_id: 'TEAM_ID' }], ...PLAY_TYPE_LINE],
  verify: playTypeChecks('player_play_types'),
})
