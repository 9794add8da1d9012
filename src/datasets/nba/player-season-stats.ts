import { cell } from '../kit/cells.js'
import { query, seasonParams } from '../kit/stats-request.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { COUNTED } from './counted.js'
import { SEASON_LINE } from './line-rules.js'

/**
 * Corrections that one of the two tables has first. On one day of 2025-26 the totals of 535 players differed by one
 * from those that the league's list of leaders makes of the lines: defensive rebounds of 5 players, turnovers of 2,
 * blocks and attempts of one each; all other columns were equal. One that passes ten changes a double double.
 *
 * Plus/minus has no rule: in all five of a player's seasons that are over it differed from the sum, by up to 9. Nor has
 * the team, which is the present one, also of a player who has not played for it yet.
 */
const CORRECTED = {
  field_goals_attempted: 2,
  defensive_rebounds: 2,
  rebounds: 2,
  turnovers: 2,
  blocks: 2,
  double_doubles: 1,
  triple_doubles: 1,
}

/**
 * Each player's totals of the season: stats.nba.com leaguedashplayerstats.
 * Key, cell types and first season follow from 535 rows of a recorded answer.
 */
export default seasonTable('player_season_stats', {
  title: "each player's totals of the season",
  group: 'season-stats',
  endpoint: 'leaguedashplayerstats',
  resultSet: 'LeagueDashPlayerStats',
  params: (scope) => ({
    ...seasonParams(scope),
    ...query(
      'MeasureType=Base&PerMode=Totals&PlusMinus=N&PaceAdjust=N&Rank=N&Month=0&' +
        'OpponentTeamID=0&Period=0&LastNGames=0&TwoWay=0&ActiveRoster=0&PORound=&Outcome=&' +
        'Location=&SeasonSegment=&DateFrom=&DateTo=&VsConference=&VsDivision=&TeamID=&' +
        'Conference=&Division=&GameSegment=&ShotClockRange=&GameScope=&PlayerExperience=&' +
        'PlayerPosition=&StarterBench=&DraftYear=&DraftPick=&College=&Country=&Height=&Weight=&' +
        'GameSubtype=&ISTRound=',
    ),
  }),
  since: 1996,
  version: 2,
  leftOut: { 'of another league': ['WNBA_FANTASY_PTS'], 'follow from the values': ['*_RANK'] },
  needs: ['player_game_logs'],
  table: 'player_season_stats',
  key: ['season', 'season_type', 'player_id'],
  fields: [
    [cell.id, { player_id: 'PLAYER_ID' }],
    [cell.textOrNull, { player_name: 'PLAYER_NAME', nickname: 'NICKNAME' }],
    [cell.idOrNone, { team_id: 'TEAM_ID' }],
    [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }],
    [cell.number, { age: 'AGE' }],
    [cell.count, { games_played: 'GP', wins: 'W', losses: 'L' }],
    [cell.share, { win_pct: 'W_PCT' }],
    [cell.number, { minutes: 'MIN' }],
    [cell.count, { field_goals_made: 'FGM', field_goals_attempted: 'FGA' }],
    [cell.share, { field_goal_pct: 'FG_PCT' }],
    [cell.count, { three_pointers_made: 'FG3M', three_pointers_attempted: 'FG3A' }],
    [cell.share, { three_pointer_pct: 'FG3_PCT' }],
    [cell.count, { free_throws_made: 'FTM', free_throws_attempted: 'FTA' }],
    [cell.share, { free_throw_pct: 'FT_PCT' }],
    [cell.count, { offensive_rebounds: 'OREB', defensive_rebounds: 'DREB', rebounds: 'REB' }],
    [cell.count, { assists: 'AST', turnovers: 'TOV', steals: 'STL', blocks: 'BLK' }],
    [cell.count, { blocked_attempts: 'BLKA', personal_fouls: 'PF', personal_fouls_drawn: 'PFD' }],
    [cell.count, { points: 'PTS' }],
    [cell.difference, { plus_minus: 'PLUS_MINUS' }],
    [cell.number, { fantasy_points: 'NBA_FANTASY_PTS' }],
    [cell.count, { double_doubles: 'DD2', triple_doubles: 'TD3', team_count: 'TEAM_COUNT' }],
  ],
  verify: [
    everyLogged('player_game_logs', 'player_id', 'player_season_stats', 'season', 'season_type'),
    {
      kind: 'totals-of-the-lines',
      table: 'player_season_stats',
      counts: {
        games_played: 'all', // lines of a few seconds, 0 minutes, count as well
        wins: 'won',
        losses: 'lost',
        double_doubles: { tens: 2 },
        triple_doubles: { tens: 3 },
      },
      sums: [...COUNTED, 'rebounds', 'turnovers'],
      minutes: 'minutes',
      within: CORRECTED,
      who: 'player_name',
    },
    { kind: 'names-of-the-players', table: 'player_season_stats', name: ['player_name'], of: 'season' },
    {
      kind: 'teams-of-the-season',
      table: 'player_season_stats',
      among: 'team_game_logs',
      who: 'player_name',
    },
    {
      kind: 'rules-of-a-line',
      table: 'player_season_stats',
      subject: 'player_id',
      who: 'player_name',
      rules: SEASON_LINE,
    },
  ],
})
