import { cell } from '../kit/cells.js'
import type { FieldGroup } from '../kit/fields.js'

/** The fields of a measure, for any table that has these columns. */
type Measure = readonly FieldGroup<string>[]

/**
 * What stats.nba.com calls a measure type, of players and teams, seasons and games, by header. Base is recorded for 535
 * players and 30 teams, Advanced for one team; the headers of all others are as published programs list them. Ratios have
 * no bounds here: those of a few seconds on the floor pass 1.
 */
export const BASE = [
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
] as const satisfies Measure

export const ADVANCED = [
  [cell.number, { estimated_offensive_rating: 'E_OFF_RATING', offensive_rating: 'OFF_RATING' }],
  [cell.number, { estimated_defensive_rating: 'E_DEF_RATING', defensive_rating: 'DEF_RATING' }],
  [cell.number, { estimated_net_rating: 'E_NET_RATING', net_rating: 'NET_RATING' }],
  [cell.number, { assist_pct: 'AST_PCT', assist_to_turnover: 'AST_TO', assist_ratio: 'AST_RATIO' }],
  [cell.number, { offensive_rebound_pct: 'OREB_PCT', defensive_rebound_pct: 'DREB_PCT' }],
  [cell.number, { rebound_pct: 'REB_PCT', team_turnover_pct: 'TM_TOV_PCT' }],
  [cell.number, { effective_field_goal_pct: 'EFG_PCT', true_shooting_pct: 'TS_PCT' }],
  [cell.number, { estimated_pace: 'E_PACE', pace: 'PACE', pace_per_40: 'PACE_PER40' }],
  [cell.count, { possessions: 'POSS' }],
  [cell.number, { player_impact_estimate: 'PIE' }],
] as const satisfies Measure

/** What the advanced measure has of players alone. */
export const ADVANCED_OF_PLAYERS = [
  [cell.number, { estimated_turnover_pct: 'E_TOV_PCT' }],
  [cell.number, { usage_pct: 'USG_PCT', estimated_usage_pct: 'E_USG_PCT' }],
] as const satisfies Measure

export const MISC = [
  [cell.count, { points_off_turnovers: 'PTS_OFF_TOV', points_second_chance: 'PTS_2ND_CHANCE' }],
  [cell.count, { points_fast_break: 'PTS_FB', points_paint: 'PTS_PAINT' }],
  [cell.count, { opponent_points_off_turnovers: 'OPP_PTS_OFF_TOV' }],
  [cell.count, { opponent_points_second_chance: 'OPP_PTS_2ND_CHANCE' }],
  [cell.count, { opponent_points_fast_break: 'OPP_PTS_FB', opponent_points_paint: 'OPP_PTS_PAINT' }],
] as const satisfies Measure

/** Shares of a line's field goal attempts, points, and field goals that were assisted or not. */
export const SCORING = [
  [cell.number, { two_pointers_attempted_pct: 'PCT_FGA_2PT', three_pointers_attempted_pct: 'PCT_FGA_3PT' }],
  [cell.number, { points_two_pointers_pct: 'PCT_PTS_2PT' }],
  [cell.number, { points_midrange_two_pointers_pct: 'PCT_PTS_2PT_MR' }],
  [cell.number, { points_three_pointers_pct: 'PCT_PTS_3PT', points_fast_break_pct: 'PCT_PTS_FB' }],
  [cell.number, { points_free_throw_pct: 'PCT_PTS_FT', points_off_turnovers_pct: 'PCT_PTS_OFF_TOV' }],
  [cell.number, { points_paint_pct: 'PCT_PTS_PAINT' }],
  [cell.number, { assisted_two_pointers_pct: 'PCT_AST_2PM', unassisted_two_pointers_pct: 'PCT_UAST_2PM' }],
  [cell.number, { assisted_three_pointers_pct: 'PCT_AST_3PM' }],
  [cell.number, { unassisted_three_pointers_pct: 'PCT_UAST_3PM' }],
  [cell.number, { assisted_field_goals_made_pct: 'PCT_AST_FGM' }],
  [cell.number, { unassisted_field_goals_made_pct: 'PCT_UAST_FGM' }],
] as const satisfies Measure

/** A player's shares of what the team did while the player was on the floor. */
export const USAGE = [
  [cell.number, { usage_pct: 'USG_PCT' }],
  [cell.number, { field_goals_made_pct: 'PCT_FGM', field_goals_attempted_pct: 'PCT_FGA' }],
  [cell.number, { three_pointers_made_pct: 'PCT_FG3M', three_pointers_attempted_pct: 'PCT_FG3A' }],
  [cell.number, { free_throws_made_pct: 'PCT_FTM', free_throws_attempted_pct: 'PCT_FTA' }],
  [cell.number, { rebounds_offensive_pct: 'PCT_OREB', rebounds_defensive_pct: 'PCT_DREB' }],
  [cell.number, { rebounds_total_pct: 'PCT_REB', assists_pct: 'PCT_AST', turnovers_pct: 'PCT_TOV' }],
  [cell.number, { steals_pct: 'PCT_STL', blocks_pct: 'PCT_BLK', blocked_attempts_pct: 'PCT_BLKA' }],
  [cell.number, { personal_fouls_pct: 'PCT_PF', personal_fouls_drawn_pct: 'PCT_PFD' }],
  [cell.number, { points_pct: 'PCT_PTS' }],
] as const satisfies Measure

export const FOUR_FACTORS = [
  [cell.number, { effective_field_goal_pct: 'EFG_PCT', free_throw_attempt_rate: 'FTA_RATE' }],
  [cell.number, { team_turnover_pct: 'TM_TOV_PCT', offensive_rebound_pct: 'OREB_PCT' }],
  [cell.number, { opponent_effective_field_goal_pct: 'OPP_EFG_PCT' }],
  [cell.number, { opponent_free_throw_attempt_rate: 'OPP_FTA_RATE' }],
  [cell.number, { opponent_team_turnover_pct: 'OPP_TOV_PCT' }],
  [cell.number, { opponent_offensive_rebound_pct: 'OPP_OREB_PCT' }],
] as const satisfies Measure

export const OPPONENT = [
  [cell.count, { opponent_field_goals_made: 'OPP_FGM', opponent_field_goals_attempted: 'OPP_FGA' }],
  [cell.number, { opponent_field_goal_pct: 'OPP_FG_PCT' }],
  [cell.count, { opponent_three_pointers_made: 'OPP_FG3M', opponent_three_pointers_attempted: 'OPP_FG3A' }],
  [cell.number, { opponent_three_pointer_pct: 'OPP_FG3_PCT' }],
  [cell.count, { opponent_free_throws_made: 'OPP_FTM', opponent_free_throws_attempted: 'OPP_FTA' }],
  [cell.number, { opponent_free_throw_pct: 'OPP_FT_PCT' }],
  [cell.count, { opponent_offensive_rebounds: 'OPP_OREB', opponent_defensive_rebounds: 'OPP_DREB' }],
  [cell.count, { opponent_rebounds: 'OPP_REB', opponent_assists: 'OPP_AST', opponent_turnovers: 'OPP_TOV' }],
  [cell.count, { opponent_steals: 'OPP_STL', opponent_blocks: 'OPP_BLK' }],
  [cell.count, { opponent_blocked_attempts: 'OPP_BLKA', opponent_personal_fouls: 'OPP_PF' }],
  [cell.count, { opponent_personal_fouls_drawn: 'OPP_PFD', opponent_points: 'OPP_PTS' }],
  [cell.teamDifference, { plus_minus: 'PLUS_MINUS' }],
] as const satisfies Measure

export const DEFENSE = [
  [cell.number, { defensive_rating: 'DEF_RATING' }],
  [cell.count, { defensive_rebounds: 'DREB' }],
  [cell.number, { defensive_rebound_pct: 'DREB_PCT' }],
  [cell.count, { steals: 'STL', blocks: 'BLK' }],
  [cell.count, { opponent_points_off_turnovers: 'OPP_PTS_OFF_TOV' }],
  [cell.count, { opponent_points_second_chance: 'OPP_PTS_2ND_CHANCE' }],
  [cell.count, { opponent_points_fast_break: 'OPP_PTS_FB', opponent_points_paint: 'OPP_PTS_PAINT' }],
] as const satisfies Measure

/** What the defense measure has of players alone: shares of the team's while on the floor, and wins that follow from them. */
export const DEFENSE_OF_PLAYERS = [
  [cell.number, { rebounds_defensive_pct: 'PCT_DREB', steals_pct: 'PCT_STL', blocks_pct: 'PCT_BLK' }],
  [cell.number, { defensive_win_shares: 'DEF_WS' }],
] as const satisfies Measure
