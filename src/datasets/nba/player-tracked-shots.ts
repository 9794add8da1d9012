import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { AGE, OF_PLAYERS, PLAYER, sumsOfItsTeams, totalsOfPlayers } from './season-totals.js'
import { SHOTS_OF_THE_LINES, TRACKED_SHOTS, trackedShots } from './tracked-shots.js'
import { rulesOfPlayers, TRACKED_SHOTS_LINE } from './season-rules.js'

/**
 * Field goals of each player in a season as cameras counted them: stats.nba.com leaguedashplayerptshot.
 * In 2025-26, 532 of 535 players have a row; at most one attempt more than in player_season_stats, and up to 29 fewer;
 * together they have the teams' shots.
 */
export default seasonTable('player_tracked_shots', {
  ...trackedShots('leaguedashplayerptshot'),
  ...OF_PLAYERS,
  follows: [...OF_PLAYERS.follows, 'team_tracked_shots'],
  title: 'field goals of each player in a season as cameras counted them',
  table: 'player_tracked_shots',
  fields: [
    ...PLAYER,
    [cell.idOrNone, { team_id: 'PLAYER_LAST_TEAM_ID' }],
    [cell.textOrNull, { team_abbreviation: 'PLAYER_LAST_TEAM_ABBREVIATION' }],
    ...AGE,
    ...TRACKED_SHOTS,
  ],
  verify: [
    totalsOfPlayers('player_tracked_shots', { ...SHOTS_OF_THE_LINES, counts: { games_played: 'all' } }),
    sumsOfItsTeams('player_tracked_shots', 'team_tracked_shots', SHOTS_OF_THE_LINES.sums),
    rulesOfPlayers('player_tracked_shots', TRACKED_SHOTS_LINE),
  ],
})
