import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { gameTable } from '../kit/stats-table.js'
import { SUMMARY_CHECKS } from './summary-checks.js'
import {
  INACTIVE_PLAYER,
  LEFT_OUT_OF_SUMMARIES,
  LINE_SCORE,
  OFFICIAL,
  SUMMARY,
  TEAM_STATS,
} from './summary-fields.js'

/**
 * Officials, who was inactive, points by period, attendance, the last meeting: stats.nba.com boxscoresummaryv2. Users
 * report (swar/nba_api 529, 530, 577) that it has nothing of games since April 10, 2025; boxscoresummaryv3, which
 * followed, is not recorded. Such games are reported as missing.
 */
export default gameTable('game_summaries', {
  title: 'officials, inactive players, points by period, attendance',
  group: 'box-scores',
  endpoint: 'boxscoresummaryv2',
  params: () => ({}),
  since: FIRST_SEASON_YEAR,
  follows: ['play_by_play', 'box_score_misc'],
  leftOut: LEFT_OUT_OF_SUMMARIES,
  tables: {
    game_summaries: {
      resultSet: ['GameSummary', 'GameInfo', 'LastMeeting', 'SeasonSeries', 'AvailableVideo'],
      key: ['game_id'],
      fields: SUMMARY,
    },
    game_officials: {
      resultSet: 'Officials',
      key: ['game_id', 'official_id'],
      fields: OFFICIAL,
    },
    game_inactive_players: {
      resultSet: 'InactivePlayers',
      key: ['game_id', 'player_id'],
      fields: INACTIVE_PLAYER,
    },
    game_line_scores: {
      resultSet: 'LineScore',
      key: ['game_id', 'team_id'],
      guard: 'team_id',
      fields: LINE_SCORE,
    },
    game_team_stats: {
      resultSet: 'OtherStats',
      key: ['game_id', 'team_id'],
      fields: TEAM_STATS,
    },
  },
  verify: [
    { kind: 'every-played-game', rows: [{ table: 'game_line_scores', count: { exactly: 2 } }] },
    // Both recorded summaries have the date and teams of the log.
    {
      kind: 'same-values',
      table: 'game_summaries',
      with: 'games',
      on: ['game_id'],
      columns: ['game_date', 'home_team_id', 'away_team_id'],
      who: 'game_code',
    },
    ...SUMMARY_CHECKS,
  ],
})
