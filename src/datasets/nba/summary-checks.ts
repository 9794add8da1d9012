import type { Check } from '../kit/verify.js'
import { teamsOfTheLog } from './box-lines.js'
import { LINE_SCORE } from './summary-fields.js'

/** Columns with the points of a period, in order. */
const PERIODS = LINE_SCORE.flatMap(([, columns]) => Object.keys(columns)).filter((column) =>
  column.startsWith('points_'),
)

/**
 * The last meeting, in both recorded games: it is before the game, and the date and the points are those of the log. Its
 * home team is the one of this game, also where that team was away.
 */
const LAST_MEETING: readonly Check[] = [
  ...(['home', 'away'] as const).map((side): Check => ({
    kind: 'repeated-values',
    table: 'game_summaries',
    with: 'team_game_logs',
    on: { game_id: 'last_meeting_game_id', team_id: `last_meeting_${side}_team_id` },
    values: { game_date: 'last_meeting_date', points: `last_meeting_${side}_score` },
    known: 'game_id',
    of: 'game',
    subject: 'game_id',
  })),
  {
    kind: 'repeated-values',
    table: 'game_summaries',
    with: 'games',
    on: { game_id: 'last_meeting_game_id' },
    values: { game_date: 'last_meeting_date' },
    of: 'game',
    subject: 'game_id',
  },
  {
    kind: 'rules-of-a-line',
    table: 'game_summaries',
    subject: 'game_id',
    rules: [
      { rule: 'at-most', column: 'last_meeting_date', most: 'game_date' },
      { rule: 'differ', column: 'last_meeting_game_id', from: 'game_id' },
      // The two are the same.
      {
        rule: 'total',
        column: 'last_meeting_home_team_id',
        of: { home_team_id: 1, away_team_id: 1, last_meeting_away_team_id: -1 },
      },
      // The most that ever came to a game were 108,713.
      { rule: 'between', column: 'attendance', least: 0, most: 120_000 },
      { rule: 'between', column: 'duration_minutes', least: 0, most: 400 },
    ],
  },
]

/** Who is inactive is of one of the two teams, has a name that the directory has, and did not play: all 17 of both games. */
const INACTIVE: readonly Check[] = [
  {
    kind: 'never-both',
    table: 'game_inactive_players',
    with: 'player_game_logs',
    on: ['game_id', 'player_id'],
    played: 'minutes',
    who: 'last_name',
  },
  {
    kind: 'repeated-values',
    table: 'game_inactive_players',
    with: 'game_line_scores',
    on: { game_id: 'game_id', team_id: 'team_id' },
    known: 'game_id',
    of: 'game',
    subject: 'game_id',
    who: 'last_name',
  },
  {
    kind: 'repeated-values',
    table: 'game_inactive_players',
    with: 'players',
    on: { player_id: 'player_id' },
    values: { full_name: ['first_name', 'last_name'] },
    of: 'game',
    subject: 'game_id',
    who: 'last_name',
    noted: true,
  },
]

/**
 * Leads and ties are those of the play-by-play in the recorded game, whose turnovers are the log's and those of no player
 * in both.
 */
const LEADS: readonly Check[] = [
  {
    kind: 'mirrored-lines',
    table: 'game_team_stats',
    columns: { lead_changes: 'lead_changes', times_tied: 'times_tied' },
  },
  {
    kind: 'course-of-the-game',
    table: 'game_team_stats',
    actions: 'play_by_play',
    order: 'action_id',
    columns: { largest_lead: 'largest-lead', lead_changes: 'lead-changes', times_tied: 'times-tied' },
    homeAway: 'game_summaries',
    noted: true,
  },
  {
    kind: 'course-of-the-game',
    table: 'game_summaries',
    actions: 'play_by_play',
    order: 'action_id',
    columns: { periods: 'periods' },
    noted: true,
  },
  {
    kind: 'sums-of-rows',
    table: 'game_team_stats',
    with: 'team_game_logs',
    on: { game_id: 'game_id', team_id: 'team_id' },
    sums: { turnovers: { total_turnovers: 1, team_turnovers: -1 } },
    who: 'team_abbreviation',
  },
]

/**
 * The points are those of the log, the periods add up to them, and the points by how they came about are those of the
 * misc box score: in both recorded games, as far as both sides are recorded. The periods are those of the play-by-play in
 * the one of which that is recorded.
 */
export const SUMMARY_CHECKS: readonly Check[] = [
  {
    kind: 'same-values',
    table: 'game_line_scores',
    with: 'team_game_logs',
    on: ['game_id', 'team_id'],
    columns: ['points'],
    who: 'team_abbreviation',
  },
  {
    kind: 'rules-of-a-line',
    table: 'game_line_scores',
    subject: 'game_id',
    who: 'team_abbreviation',
    rules: [
      { rule: 'total', column: 'points', of: Object.fromEntries(PERIODS.map((column) => [column, 1])) },
    ],
  },
  {
    kind: 'points-of-the-periods',
    table: 'game_line_scores',
    periods: PERIODS,
    homeAway: 'game_summaries',
    noted: true,
  },
  {
    kind: 'same-values',
    table: 'game_team_stats',
    with: 'box_score_misc_teams',
    on: ['game_id', 'team_id'],
    columns: ['points_paint', 'points_second_chance', 'points_fast_break', 'points_off_turnovers'],
    who: 'team_id',
  },
  teamsOfTheLog('game_line_scores'),
  ...LAST_MEETING,
  { kind: 'season-so-far', noted: true },
  {
    kind: 'wins-over-the-opponent',
    table: 'game_summaries',
    team: 'home_team_id',
    opponent: 'away_team_id',
    wins: 'series_home_wins',
    losses: 'series_home_losses',
    after: 'game_date',
    noted: true,
  },
  ...INACTIVE,
  ...LEADS,
]
