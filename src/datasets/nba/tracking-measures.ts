import { cell } from '../kit/cells.js'
import type { FieldGroup } from '../kit/fields.js'
import {
  MINUTES,
  OF_PLAYERS,
  OF_TEAMS,
  TEAM,
  totals,
  TRACKED_TYPES,
  WINS_AND_LOSSES,
} from './season-totals.js'

/** The fields of a measure, for any table that has these columns. */
type Measure = readonly FieldGroup<string>[]

/** A measure type of stats.nba.com leaguedashptstats of players, */
export const trackingOfPlayers = (type: string) => ({ ...asked('Player', type), ...OF_PLAYERS }) as const
/** and of teams. */
export const trackingOfTeams = (type: string) => ({ ...asked('Team', type), ...OF_TEAMS }) as const

const asked = (of: 'Player' | 'Team', type: string) =>
  ({
    group: 'tracking',
    endpoint: 'leaguedashptstats',
    called: `leaguedashptstats ${of} ${type}`,
    resultSet: 'LeagueDashPtStats',
    params: totals(`PlayerOrTeam=${of}&PtMeasureType=${type}`),
    since: 2013,
    seasonTypes: TRACKED_TYPES,
  }) as const

/** What each row of a team begins with. */
export const TRACKED_TEAM = [
  ...TEAM,
  [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }],
  ...WINS_AND_LOSSES,
  ...MINUTES,
] as const satisfies Measure

/**
 * What cameras count in a season, by header. Speed and distance of teams are recorded; the headers of all others are as
 * published programs list them for players.
 */
export const SPEED_DISTANCE = [
  [cell.number, { distance_feet: 'DIST_FEET', distance_miles: 'DIST_MILES' }],
  [cell.number, { offensive_distance_miles: 'DIST_MILES_OFF' }],
  [cell.number, { defensive_distance_miles: 'DIST_MILES_DEF' }],
  [cell.number, { average_speed: 'AVG_SPEED', average_offensive_speed: 'AVG_SPEED_OFF' }],
  [cell.number, { average_defensive_speed: 'AVG_SPEED_DEF' }],
] as const satisfies Measure

export const POSSESSIONS = [
  [cell.count, { points: 'POINTS', touches: 'TOUCHES', front_court_touches: 'FRONT_CT_TOUCHES' }],
  [cell.number, { possession_minutes: 'TIME_OF_POSS' }],
  [cell.number, { seconds_per_touch: 'AVG_SEC_PER_TOUCH', dribbles_per_touch: 'AVG_DRIB_PER_TOUCH' }],
  [cell.number, { points_per_touch: 'PTS_PER_TOUCH' }],
  [cell.count, { elbow_touches: 'ELBOW_TOUCHES', post_touches: 'POST_TOUCHES' }],
  [cell.count, { paint_touches: 'PAINT_TOUCHES' }],
  [cell.number, { points_per_elbow_touch: 'PTS_PER_ELBOW_TOUCH' }],
  [cell.number, { points_per_post_touch: 'PTS_PER_POST_TOUCH' }],
  [cell.number, { points_per_paint_touch: 'PTS_PER_PAINT_TOUCH' }],
] as const satisfies Measure

export const PASSING = [
  [cell.count, { passes_made: 'PASSES_MADE', passes_received: 'PASSES_RECEIVED' }],
  [cell.count, { assists: 'AST', free_throw_assists: 'FT_AST', secondary_assists: 'SECONDARY_AST' }],
  [cell.count, { potential_assists: 'POTENTIAL_AST', adjusted_assists: 'AST_ADJ' }],
  [cell.count, { assist_points_created: 'AST_POINTS_CREATED' }],
  [cell.number, { assists_per_pass: 'AST_TO_PASS_PCT', adjusted_assists_per_pass: 'AST_TO_PASS_PCT_ADJ' }],
] as const satisfies Measure

/** Shots at the rim that a player or team defended. */
export const RIM_DEFENSE = [
  [cell.count, { steals: 'STL', blocks: 'BLK', defensive_rebounds: 'DREB' }],
  [cell.count, { rim_field_goals_allowed: 'DEF_RIM_FGM', rim_field_goals_defended: 'DEF_RIM_FGA' }],
  [cell.number, { rim_field_goal_pct_allowed: 'DEF_RIM_FG_PCT' }],
] as const satisfies Measure

export const DRIVES = [
  [cell.count, { drives: 'DRIVES' }],
  [cell.count, { field_goals_made: 'DRIVE_FGM', field_goals_attempted: 'DRIVE_FGA' }],
  [cell.number, { field_goal_pct: 'DRIVE_FG_PCT' }],
  [cell.count, { free_throws_made: 'DRIVE_FTM', free_throws_attempted: 'DRIVE_FTA' }],
  [cell.number, { free_throw_pct: 'DRIVE_FT_PCT' }],
  [cell.count, { points: 'DRIVE_PTS', passes: 'DRIVE_PASSES', assists: 'DRIVE_AST' }],
  [cell.count, { turnovers: 'DRIVE_TOV', personal_fouls: 'DRIVE_PF' }],
  [cell.number, { points_pct: 'DRIVE_PTS_PCT', passes_pct: 'DRIVE_PASSES_PCT' }],
  [cell.number, { assists_pct: 'DRIVE_AST_PCT', turnovers_pct: 'DRIVE_TOV_PCT' }],
  [cell.number, { personal_fouls_pct: 'DRIVE_PF_PCT' }],
] as const satisfies Measure

export const CATCH_SHOOT = [
  [cell.count, { field_goals_made: 'CATCH_SHOOT_FGM', field_goals_attempted: 'CATCH_SHOOT_FGA' }],
  [cell.number, { field_goal_pct: 'CATCH_SHOOT_FG_PCT' }],
  [cell.count, { points: 'CATCH_SHOOT_PTS' }],
  [cell.count, { three_pointers_made: 'CATCH_SHOOT_FG3M', three_pointers_attempted: 'CATCH_SHOOT_FG3A' }],
  [cell.number, { three_pointer_pct: 'CATCH_SHOOT_FG3_PCT' }],
  [cell.number, { effective_field_goal_pct: 'CATCH_SHOOT_EFG_PCT' }],
] as const satisfies Measure

export const PULL_UP = [
  [cell.count, { field_goals_made: 'PULL_UP_FGM', field_goals_attempted: 'PULL_UP_FGA' }],
  [cell.number, { field_goal_pct: 'PULL_UP_FG_PCT' }],
  [cell.count, { points: 'PULL_UP_PTS' }],
  [cell.count, { three_pointers_made: 'PULL_UP_FG3M', three_pointers_attempted: 'PULL_UP_FG3A' }],
  [cell.number, { three_pointer_pct: 'PULL_UP_FG3_PCT' }],
  [cell.number, { effective_field_goal_pct: 'PULL_UP_EFG_PCT' }],
] as const satisfies Measure

export const REBOUNDING = [
  [cell.count, { offensive_rebounds: 'OREB', contested_offensive_rebounds: 'OREB_CONTEST' }],
  [cell.count, { uncontested_offensive_rebounds: 'OREB_UNCONTEST' }],
  [cell.number, { contested_offensive_rebound_pct: 'OREB_CONTEST_PCT' }],
  [cell.count, { offensive_rebound_chances: 'OREB_CHANCES' }],
  [cell.number, { offensive_rebound_chance_pct: 'OREB_CHANCE_PCT' }],
  [cell.count, { deferred_offensive_rebound_chances: 'OREB_CHANCE_DEFER' }],
  [cell.number, { adjusted_offensive_rebound_chance_pct: 'OREB_CHANCE_PCT_ADJ' }],
  [cell.number, { average_offensive_rebound_distance: 'AVG_OREB_DIST' }],
  [cell.count, { defensive_rebounds: 'DREB', contested_defensive_rebounds: 'DREB_CONTEST' }],
  [cell.count, { uncontested_defensive_rebounds: 'DREB_UNCONTEST' }],
  [cell.number, { contested_defensive_rebound_pct: 'DREB_CONTEST_PCT' }],
  [cell.count, { defensive_rebound_chances: 'DREB_CHANCES' }],
  [cell.number, { defensive_rebound_chance_pct: 'DREB_CHANCE_PCT' }],
  [cell.count, { deferred_defensive_rebound_chances: 'DREB_CHANCE_DEFER' }],
  [cell.number, { adjusted_defensive_rebound_chance_pct: 'DREB_CHANCE_PCT_ADJ' }],
  [cell.number, { average_defensive_rebound_distance: 'AVG_DREB_DIST' }],
  [cell.count, { rebounds: 'REB', contested_rebounds: 'REB_CONTEST' }],
  [cell.count, { uncontested_rebounds: 'REB_UNCONTEST' }],
  [cell.number, { contested_rebound_pct: 'REB_CONTEST_PCT' }],
  [cell.count, { rebound_chances: 'REB_CHANCES' }],
  [cell.number, { rebound_chance_pct: 'REB_CHANCE_PCT' }],
  [cell.count, { deferred_rebound_chances: 'REB_CHANCE_DEFER' }],
  [cell.number, { adjusted_rebound_chance_pct: 'REB_CHANCE_PCT_ADJ' }],
  [cell.number, { average_rebound_distance: 'AVG_REB_DIST' }],
] as const satisfies Measure

/** Points and field goal percentage by kind of shot. */
export const EFFICIENCY = [
  [cell.count, { points: 'POINTS', drive_points: 'DRIVE_PTS' }],
  [cell.number, { drive_field_goal_pct: 'DRIVE_FG_PCT' }],
  [cell.count, { catch_and_shoot_points: 'CATCH_SHOOT_PTS' }],
  [cell.number, { catch_and_shoot_field_goal_pct: 'CATCH_SHOOT_FG_PCT' }],
  [cell.count, { pull_up_points: 'PULL_UP_PTS' }],
  [cell.number, { pull_up_field_goal_pct: 'PULL_UP_FG_PCT' }],
  [cell.count, { paint_touch_points: 'PAINT_TOUCH_PTS' }],
  [cell.number, { paint_touch_field_goal_pct: 'PAINT_TOUCH_FG_PCT' }],
  [cell.count, { post_touch_points: 'POST_TOUCH_PTS' }],
  [cell.number, { post_touch_field_goal_pct: 'POST_TOUCH_FG_PCT' }],
  [cell.count, { elbow_touch_points: 'ELBOW_TOUCH_PTS' }],
  [cell.number, { elbow_touch_field_goal_pct: 'ELBOW_TOUCH_FG_PCT' }],
  [cell.number, { effective_field_goal_pct: 'EFF_FG_PCT' }],
] as const satisfies Measure

/** Touches at one place of the floor: its headers begin with the place's name. */
export const touches = <P extends 'ELBOW' | 'POST' | 'PAINT'>(place: P) => {
  const of = <H extends string>(header: H) => `${place}_TOUCH_${header}` as const
  return [
    [cell.count, { touches: 'TOUCHES', touches_there: `${place}_TOUCHES` }],
    [cell.count, { field_goals_made: of('FGM'), field_goals_attempted: of('FGA') }],
    [cell.number, { field_goal_pct: of('FG_PCT') }],
    [cell.count, { free_throws_made: of('FTM'), free_throws_attempted: of('FTA') }],
    [cell.number, { free_throw_pct: of('FT_PCT') }],
    [cell.count, { points: of('PTS'), passes: of('PASSES'), assists: of('AST') }],
    [cell.count, { turnovers: of('TOV'), personal_fouls: of('FOULS') }],
    [cell.number, { points_pct: of('PTS_PCT'), passes_pct: of('PASSES_PCT') }],
    [cell.number, { assists_pct: of('AST_PCT'), turnovers_pct: of('TOV_PCT') }],
    [cell.number, { personal_fouls_pct: of('FOULS_PCT') }],
  ] as const satisfies Measure
}
