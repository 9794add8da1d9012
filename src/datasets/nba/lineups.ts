import { cell, columnType } from '../kit/cells.js'
import { query, seasonParams } from '../kit/stats-request.js'
import { teamTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { COUNTED } from './counted.js'
import { PART_OF_A_SEASON } from './line-rules.js'
import { GAMES } from './season-totals.js'

/**
 * Lineups of 2 to 5 players: stats.nba.com leaguedashlineups, asked by team, since an answer has 2,000 rows at most, and
 * the league had 13,766 lineups of five in 2025-26 (teamdashlineups has 250 at most, and a team has twice as many). By
 * public documentation since 2007-08. All rules held in the 2,000 rows of a recorded answer,
 * and none had more than its team.
 */
export default teamTable('lineups', {
  title: "statistics of each team's lineups of 2 to 5 players, four requests for each team",
  group: 'lineups',
  endpoint: 'leaguedashlineups',
  resultSet: 'Lineups',
  params: (scope) => ({
    ...seasonParams(scope),
    ...query(
      'MeasureType=Base&PerMode=Totals&PlusMinus=N&PaceAdjust=N&Rank=N&Month=0&OpponentTeamID=0&Period=0&' +
        'LastNGames=0&PORound=&Outcome=&Location=&SeasonSegment=&DateFrom=&DateTo=&VsConference=&' +
        'VsDivision=&Conference=&Division=&GameSegment=&ShotClockRange=',
    ),
  }),
  each: { parameter: 'GroupQuantity', column: 'player_count', values: [2, 3, 4, 5] },
  mostRows: 2000,
  since: 2007,
  seasonTypes: ['Regular Season', 'Playoffs'],
  freshFor: 1,
  table: 'lineups',
  key: ['season', 'season_type', 'team_id', 'player_count', 'lineup_id'],
  fields: [
    [cell.text, { lineup_id: 'GROUP_ID', lineup_name: 'GROUP_NAME', team_abbreviation: 'TEAM_ABBREVIATION' }],
    [cell.id, { team_id: 'TEAM_ID' }],
    [cell.count, { games_played: 'GP', wins: 'W', losses: 'L' }],
    [cell.number, { minutes: 'MIN' }],
    [cell.count, { field_goals_made: 'FGM', field_goals_attempted: 'FGA', three_pointers_made: 'FG3M' }],
    [cell.count, { three_pointers_attempted: 'FG3A', free_throws_made: 'FTM', free_throws_attempted: 'FTA' }],
    [cell.count, { offensive_rebounds: 'OREB', defensive_rebounds: 'DREB', rebounds: 'REB' }],
    [cell.count, { assists: 'AST', turnovers: 'TOV', steals: 'STL', blocks: 'BLK', points: 'PTS' }],
    [cell.count, { blocked_attempts: 'BLKA', personal_fouls: 'PF', personal_fouls_drawn: 'PFD' }],
    [cell.share, { win_pct: 'W_PCT', field_goal_pct: 'FG_PCT', three_pointer_pct: 'FG3_PCT' }],
    [cell.share, { free_throw_pct: 'FT_PCT' }],
    [cell.difference, { plus_minus: 'PLUS_MINUS' }],
  ],
  adds: Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`player_${n}_id`, columnType.nullable('int8')])),
  judge: (row) => {
    const ids = String(row.lineup_id).match(/\d+/g) ?? [] // '-2544-203076-'
    for (const n of [1, 2, 3, 4, 5])
      row[`player_${n}_id`] = ids[n - 1] === undefined ? null : Number(ids[n - 1])
    return undefined
  },
  leftOut: {
    'follow from the values': ['*_RANK', 'SUM_TIME_PLAYED'],
    'the same in every row': ['GROUP_SET'],
  },
  verify: [
    everyLogged('team_game_logs', 'team_id', 'lineups', 'season', 'season_type'),
    {
      kind: 'totals-of-the-lines',
      table: 'lineups',
      log: 'team_game_logs',
      who: 'lineup_name',
      counts: GAMES,
      sums: [...COUNTED, 'rebounds'],
      minutes: 'minutes',
      mayLack: true, // what others did meanwhile
    },
    {
      kind: 'totals-of-the-lines',
      table: 'lineups',
      log: 'team_game_logs',
      who: 'lineup_name',
      opponents: true,
      parts: { blocks: ['blocked_attempts'], personal_fouls: ['personal_fouls_drawn'] },
      within: { blocks: 5, personal_fouls: 5 },
      mayLack: true,
      further: true,
      noted: true,
    },
    {
      kind: 'rules-of-a-line',
      table: 'lineups',
      subject: 'team_id',
      who: 'lineup_name',
      rules: PART_OF_A_SEASON,
    },
  ],
})
