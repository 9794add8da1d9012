import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { query, seasonParams } from '../kit/stats-request.js'
import { seasonTable } from '../kit/stats-table.js'
import { COUNTED } from './counted.js'
import { LEADERS_LINE } from './line-rules.js'
import { rulesOfPlayers } from './season-rules.js'
import { linesOfPlayers, sumsOfTheTeamLogs } from './season-totals.js'

/**
 * Each player's totals of the season, ranked by points: stats.nba.com leagueleaders. Unlike the league's dashboards it has
 * the seasons before 1996-97, by public documentation. In a recorded answer of 2025-26 all 535 players of
 * `player_season_stats` have a row. Their totals are the sums of the teams' lines, but for turnovers of nobody,
 * and games, wins and points those of `player_season_stats`.
 */
export default seasonTable('league_leaders', {
  title: "each player's totals of the season, also before 1996-97, with the rank by points",
  group: 'season-stats',
  endpoint: 'leagueleaders',
  resultSet: 'LeagueLeaders',
  params: (scope) => ({ ...seasonParams(scope), ...query('PerMode=Totals&Scope=S&StatCategory=PTS') }),
  since: FIRST_SEASON_YEAR,
  seasonTypes: ['Regular Season', 'Playoffs'],
  freshFor: 1,
  table: 'league_leaders',
  key: ['season', 'season_type', 'player_id'],
  fields: [
    [cell.id, { player_id: 'PLAYER_ID' }],
    [cell.count, { points_rank: 'RANK', points: 'PTS' }],
    [cell.textOrNull, { player_name: 'PLAYER', team_abbreviation: 'TEAM' }],
    [cell.idOrNone, { team_id: 'TEAM_ID' }],
    [cell.count, { games_played: 'GP' }],
    [cell.number, { minutes: 'MIN' }],
    [cell.count, { field_goals_made: 'FGM', field_goals_attempted: 'FGA', three_pointers_made: 'FG3M' }],
    [cell.count, { three_pointers_attempted: 'FG3A', free_throws_made: 'FTM', free_throws_attempted: 'FTA' }],
    [cell.made, { field_goal_pct: 'FG_PCT', three_pointer_pct: 'FG3_PCT', free_throw_pct: 'FT_PCT' }],
    [cell.count, { offensive_rebounds: 'OREB', defensive_rebounds: 'DREB', rebounds: 'REB' }],
    [cell.count, { assists: 'AST', steals: 'STL', blocks: 'BLK', turnovers: 'TOV', personal_fouls: 'PF' }],
    [cell.difference, { efficiency: 'EFF' }],
    [cell.number, { assist_to_turnover: 'AST_TOV', steal_to_turnover: 'STL_TOV' }],
  ],
  verify: [
    { kind: 'names-of-the-players', table: 'league_leaders', name: ['player_name'], of: 'season' },
    ...linesOfPlayers('league_leaders', {
      counts: { games_played: 'all' },
      sums: [...COUNTED, 'rebounds', 'turnovers'],
      minutes: 'minutes',
    }),
    sumsOfTheTeamLogs('league_leaders', [...COUNTED, 'rebounds']),
    rulesOfPlayers('league_leaders', LEADERS_LINE),
  ],
})
