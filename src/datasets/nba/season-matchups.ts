import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { totals, TRACKED_TYPES } from './season-totals.js'

/**
 * Who guarded whom in a season, and what came of it: stats.nba.com leagueseasonmatchups, since 2017-18.
 * The recorded answer has its headers and no rows.
 */
export default seasonTable('season_matchups', {
  title: 'who guarded whom in a season, and what came of it',
  group: 'tracking',
  endpoint: 'leagueseasonmatchups',
  resultSet: 'SeasonMatchups',
  params: totals('DefPlayerID=&DefTeamID=&OffPlayerID=&OffTeamID='),
  since: 2017,
  seasonTypes: TRACKED_TYPES,
  table: 'season_matchups',
  key: ['season', 'season_type', 'offensive_player_id', 'defensive_player_id'],
  fields: [
    [cell.id, { offensive_player_id: 'OFF_PLAYER_ID', defensive_player_id: 'DEF_PLAYER_ID' }],
    [cell.textOrNull, { offensive_player_name: 'OFF_PLAYER_NAME', defensive_player_name: 'DEF_PLAYER_NAME' }],
    [cell.count, { games_played: 'GP' }],
    [cell.number, { matchup_seconds: 'MATCHUP_TIME_SEC', partial_possessions: 'PARTIAL_POSS' }],
    [cell.count, { player_points: 'PLAYER_PTS', team_points: 'TEAM_PTS' }],
    [cell.count, { assists: 'MATCHUP_AST', turnovers: 'MATCHUP_TOV', blocks: 'MATCHUP_BLK' }],
    [cell.count, { field_goals_made: 'MATCHUP_FGM', field_goals_attempted: 'MATCHUP_FGA' }],
    [cell.number, { field_goal_pct: 'MATCHUP_FG_PCT' }],
    [cell.count, { three_pointers_made: 'MATCHUP_FG3M', three_pointers_attempted: 'MATCHUP_FG3A' }],
    [cell.number, { three_pointer_pct: 'MATCHUP_FG3_PCT' }],
    [cell.count, { help_blocks: 'HELP_BLK' }],
    [cell.count, { help_field_goals_made: 'HELP_FGM', help_field_goals_attempted: 'HELP_FGA' }],
    [cell.number, { help_field_goal_pct: 'HELP_FG_PERC' }],
    [cell.count, { free_throws_made: 'MATCHUP_FTM', free_throws_attempted: 'MATCHUP_FTA' }],
    [cell.count, { shooting_fouls: 'SFL' }],
  ],
  leftOut: { 'what was asked for': ['SEASON_ID'], 'matchup_seconds as text': ['MATCHUP_MIN'] },
})
