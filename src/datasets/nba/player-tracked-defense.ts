import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { AGE, totalsOfPlayers, OF_PLAYERS, totals, TRACKED_TYPES } from './season-totals.js'
import { DEFENDED_SHOTS } from './tracked-shots.js'
import { DEFENDED_LINE, rulesOfPlayers } from './season-rules.js'

/** Field goals that each player defended in a season: stats.nba.com leaguedashptdefend, DefenseCategory=Overall. */
export default seasonTable('player_tracked_defense', {
  ...OF_PLAYERS,
  title: 'field goals that each player defended in a season',
  group: 'tracking',
  endpoint: 'leaguedashptdefend',
  resultSet: 'LeagueDashPTDefend',
  params: totals('DefenseCategory=Overall'),
  since: 2013,
  seasonTypes: TRACKED_TYPES,
  table: 'player_tracked_defense',
  fields: [
    [cell.id, { player_id: 'CLOSE_DEF_PERSON_ID' }],
    [cell.textOrNull, { player_name: 'PLAYER_NAME', position: 'PLAYER_POSITION' }],
    [cell.idOrNone, { team_id: 'PLAYER_LAST_TEAM_ID' }],
    [cell.textOrNull, { team_abbreviation: 'PLAYER_LAST_TEAM_ABBREVIATION' }],
    ...AGE,
    ...DEFENDED_SHOTS,
  ],
  verify: [
    totalsOfPlayers('player_tracked_defense', { counts: { games_played: 'all' }, mayLack: true }),
    rulesOfPlayers('player_tracked_defense', DEFENDED_LINE),
  ],
})
