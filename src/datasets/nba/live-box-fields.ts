import { cell, whole } from '../kit/cells.js'
import type { FieldGroup } from '../kit/fields.js'

/** What the live box score says of the game. */
export const LIVE_GAME = [
  [cell.dateOrNone, { game_date: 'gameEt' }],
  [cell.moment, { tipoff_at: 'gameTimeUTC' }],
  [cell.textOrNull, { game_code: 'gameCode', status_text: 'gameStatusText' }],
  [whole(1, 3), { status: 'gameStatus' }],
  [cell.count, { period: 'period', regulation_periods: 'regulationPeriods' }],
  [cell.clockSeconds, { seconds_left: 'gameClock' }],
  [cell.count, { duration_minutes: 'duration', attendance: 'attendance' }, 'optional'],
  [cell.oneOrZero, { is_sellout: 'sellout' }, 'optional'],
  [cell.idOrNone, { home_team_id: 'homeTeam.teamId', away_team_id: 'awayTeam.teamId' }],
  [cell.idOrNone, { arena_id: 'arena.arenaId' }],
  [cell.textOrNull, { arena_name: 'arena.arenaName', arena_city: 'arena.arenaCity' }],
  [cell.textOrNull, { arena_state: 'arena.arenaState', arena_country: 'arena.arenaCountry' }],
  [cell.textOrNull, { arena_time_zone: 'arena.arenaTimezone' }],
] as const satisfies readonly FieldGroup<string>[]

/** A referee. */
export const LIVE_OFFICIAL = [
  [cell.id, { official_id: 'personId' }],
  [cell.textOrNull, { first_name: 'firstName', last_name: 'familyName', jersey_number: 'jerseyNum' }],
  [cell.textOrNull, { assignment: 'assignment' }],
] as const satisfies readonly FieldGroup<string>[]

/** A player on the list, whether he plays or not. */
export const LIVE_PLAYER = [
  [cell.textOrNull, { first_name: 'firstName', last_name: 'familyName', jersey_number: 'jerseyNum' }],
  [cell.textOrNull, { list_status: 'status' }],
  [cell.textOrNull, { position: 'position' }, 'optional'],
  [
    cell.textOrNull,
    { not_playing_reason: 'notPlayingReason', not_playing_description: 'notPlayingDescription' },
    'optional',
  ],
  [cell.count, { list_order: 'order' }],
  [cell.oneOrZero, { is_starter: 'starter', is_on_court: 'oncourt', played: 'played' }],
  [cell.count, { rebounds: 'statistics.reboundsTotal', turnovers: 'statistics.turnovers' }],
  [cell.difference, { plus_minus: 'statistics.plusMinusPoints' }],
  [cell.count, { points_for: 'statistics.plus', points_against: 'statistics.minus' }],
] as const satisfies readonly FieldGroup<string>[]

/** The points of each period, as in game_line_scores. */
const PERIODS = {
  points_period_1: 'periods.0.score',
  points_period_2: 'periods.1.score',
  points_period_3: 'periods.2.score',
  points_period_4: 'periods.3.score',
  points_overtime_1: 'periods.4.score',
  points_overtime_2: 'periods.5.score',
  points_overtime_3: 'periods.6.score',
  points_overtime_4: 'periods.7.score',
  points_overtime_5: 'periods.8.score',
  points_overtime_6: 'periods.9.score',
  points_overtime_7: 'periods.10.score',
  points_overtime_8: 'periods.11.score',
  points_overtime_9: 'periods.12.score',
  points_overtime_10: 'periods.13.score',
} as const

/** Columns with the points of a period, in order. */
export const POINTS_OF_PERIODS = Object.keys(PERIODS)

/** A team. Its rebounds and turnovers are counted as in the box score of stats.nba.com: without and with those of no player. */
export const LIVE_TEAM = [
  [cell.textOrNull, { team_city: 'teamCity', team_name: 'teamName', team_abbreviation: 'teamTricode' }],
  [cell.count, { score: 'score', timeouts_remaining: 'timeoutsRemaining' }],
  [cell.oneOrZero, { in_bonus: 'inBonus' }],
  [cell.count, PERIODS, 'optional'],
  [cell.count, { rebounds: 'statistics.reboundsPersonal', turnovers: 'statistics.turnoversTotal' }],
  [cell.count, { team_rebounds: 'statistics.reboundsTeam', total_rebounds: 'statistics.reboundsTotal' }],
  [cell.count, { team_offensive_rebounds: 'statistics.reboundsTeamOffensive' }],
  [cell.count, { team_defensive_rebounds: 'statistics.reboundsTeamDefensive' }],
  [cell.count, { team_turnovers: 'statistics.turnoversTeam', player_turnovers: 'statistics.turnovers' }],
  [cell.made, { assist_to_turnover: 'statistics.assistsTurnoverRatio' }],
  [cell.count, { bench_points: 'statistics.benchPoints', opponent_points: 'statistics.pointsAgainst' }],
  [cell.count, { points_off_turnovers: 'statistics.pointsFromTurnovers' }],
  [cell.count, { largest_lead: 'statistics.biggestLead', largest_run: 'statistics.biggestScoringRun' }],
  [cell.textOrNull, { largest_lead_score: 'statistics.biggestLeadScore' }],
  [cell.textOrNull, { largest_run_score: 'statistics.biggestScoringRunScore' }],
  [cell.count, { lead_changes: 'statistics.leadChanges', times_tied: 'statistics.timesTied' }],
  [cell.clockSeconds, { seconds_leading: 'statistics.timeLeading' }],
  [cell.count, { team_fouls: 'statistics.foulsTeam', team_technical_fouls: 'statistics.foulsTeamTechnical' }],
  [cell.count, { fast_break_field_goals_made: 'statistics.fastBreakPointsMade' }],
  [cell.count, { fast_break_field_goals_attempted: 'statistics.fastBreakPointsAttempted' }],
  [cell.share, { fast_break_field_goal_pct: 'statistics.fastBreakPointsPercentage' }],
  [cell.count, { paint_field_goals_made: 'statistics.pointsInThePaintMade' }],
  [cell.count, { paint_field_goals_attempted: 'statistics.pointsInThePaintAttempted' }],
  [cell.share, { paint_field_goal_pct: 'statistics.pointsInThePaintPercentage' }],
  [cell.count, { second_chance_field_goals_made: 'statistics.secondChancePointsMade' }],
  [cell.count, { second_chance_field_goals_attempted: 'statistics.secondChancePointsAttempted' }],
  [cell.share, { second_chance_field_goal_pct: 'statistics.secondChancePointsPercentage' }],
  [cell.made, { effective_field_goal_pct: 'statistics.fieldGoalsEffectiveAdjusted' }],
  [cell.made, { true_shooting_pct: 'statistics.trueShootingPercentage' }],
  [cell.made, { true_shooting_attempts: 'statistics.trueShootingAttempts' }],
] as const satisfies readonly FieldGroup<string>[]

/** Members of `statistics` that lines of players and teams share. */
export const LIVE_STATISTICS = [
  [cell.clockMinutes, { minutes: 'minutes' }],
  [cell.count, { points: 'points', assists: 'assists', steals: 'steals', blocks: 'blocks' }],
  [cell.count, { field_goals_made: 'fieldGoalsMade', field_goals_attempted: 'fieldGoalsAttempted' }],
  [cell.count, { two_pointers_made: 'twoPointersMade', two_pointers_attempted: 'twoPointersAttempted' }],
  [
    cell.count,
    { three_pointers_made: 'threePointersMade', three_pointers_attempted: 'threePointersAttempted' },
  ],
  [cell.count, { free_throws_made: 'freeThrowsMade', free_throws_attempted: 'freeThrowsAttempted' }],
  [cell.share, { field_goal_pct: 'fieldGoalsPercentage', two_pointer_pct: 'twoPointersPercentage' }],
  [cell.share, { three_pointer_pct: 'threePointersPercentage', free_throw_pct: 'freeThrowsPercentage' }],
  [cell.count, { offensive_rebounds: 'reboundsOffensive', defensive_rebounds: 'reboundsDefensive' }],
  [cell.count, { blocked_attempts: 'blocksReceived', personal_fouls: 'foulsPersonal' }],
  [cell.count, { personal_fouls_drawn: 'foulsDrawn', offensive_fouls: 'foulsOffensive' }],
  [cell.count, { technical_fouls: 'foulsTechnical', points_fast_break: 'pointsFastBreak' }],
  [cell.count, { points_paint: 'pointsInThePaint', points_second_chance: 'pointsSecondChance' }],
] as const satisfies readonly FieldGroup<string>[]
