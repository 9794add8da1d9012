import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell, columnType } from '../kit/cells.js'
import { playerTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { SHARES_OF_SHOTS, TOTALS_OF_ANY_SEASON } from './line-rules.js'

/** Columns that are the sums of a season's lines. */
const SUMMED = [
  'field_goals_made field_goals_attempted three_pointers_made three_pointers_attempted free_throws_made',
  'free_throws_attempted offensive_rebounds defensive_rebounds rebounds assists steals blocks turnovers personal_fouls points',
].flatMap((line) => line.split(' '))

const OF_A_SEASON = [...SHARES_OF_SHOTS, ...TOTALS_OF_ANY_SEASON]
const RULES = {
  kind: 'rules-of-a-line',
  table: 'player_career_stats',
  subject: 'player_id',
  who: 'team_abbreviation',
} as const

/**
 * Every season of each player's career, by team: stats.nba.com playercareerstats. A season with several teams has a row
 * for each, and one of team 0 (TOT) for all of them.
 */
export default playerTable('player_career_stats', {
  title: 'totals of every season of each player, one request for each player',
  group: 'season-stats',
  endpoint: 'playercareerstats',
  params: () => ({ LeagueID: '00', PerMode: 'Totals' }),
  since: FIRST_SEASON_YEAR,
  seasonTypes: ['Regular Season', 'Playoffs'],
  freshFor: 1,
  table: 'player_career_stats',
  resultSet: {
    SeasonTotalsRegularSeason: { season_type: 'Regular Season' },
    SeasonTotalsPostSeason: { season_type: 'Playoffs' },
    SeasonTotalsAllStarSeason: { season_type: 'All Star' },
  },
  key: ['player_id', 'season', 'season_type', 'team_id'],
  ofScope: [],
  guard: 'season',
  fields: [
    [cell.id, { player_id: 'PLAYER_ID' }],
    [cell.text, { season: 'SEASON_ID' }],
    [cell.idOrNone, { team_id: 'TEAM_ID' }],
    [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }],
    [cell.number, { age: 'PLAYER_AGE', minutes: 'MIN' }],
    [cell.count, { games_played: 'GP', games_started: 'GS', points: 'PTS' }],
    [cell.count, { field_goals_made: 'FGM', field_goals_attempted: 'FGA', three_pointers_made: 'FG3M' }],
    [cell.count, { three_pointers_attempted: 'FG3A', free_throws_made: 'FTM', free_throws_attempted: 'FTA' }],
    [cell.made, { field_goal_pct: 'FG_PCT', three_pointer_pct: 'FG3_PCT', free_throw_pct: 'FT_PCT' }],
    [cell.count, { offensive_rebounds: 'OREB', defensive_rebounds: 'DREB', rebounds: 'REB' }],
    [cell.count, { assists: 'AST', steals: 'STL', blocks: 'BLK', turnovers: 'TOV', personal_fouls: 'PF' }],
  ],
  adds: { team_id: columnType.required('int8') },
  judge: (row) => {
    row.team_id ??= 0 // all teams of the season
    return undefined
  },
  leftOut: {
    'what was asked': ['LEAGUE_ID'],
    'sums of the seasons': ['CareerTotals*.*'],
    'follow from the values': ['SeasonRankings*.*'],
    'follow from the game logs': ['SeasonHighs.*', 'CareerHighs.*'],
    'not of the NBA': ['SeasonTotalsCollegeSeason.*', 'SeasonTotalsShowcaseSeason.*'],
  },
  verify: [
    everyLogged('player_game_logs', 'player_id', 'player_career_stats', 'season', 'season_type', 'team_id'),
    // Eleven seasons of two players, each in one team, whose answers and lines are recorded.
    {
      kind: 'totals-of-the-lines',
      table: 'player_career_stats',
      who: 'team_abbreviation',
      alone: true,
      counts: { games_played: 'all' },
      sums: SUMMED,
      minutes: 'minutes',
    },
    { ...RULES, rules: OF_A_SEASON },
    // As in all 85 rows of the two players who are recorded.
    { ...RULES, of: 'history', rules: OF_A_SEASON, noted: true },
  ],
})
