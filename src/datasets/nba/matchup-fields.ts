import { cell } from '../kit/cells.js'
import type { Column, FieldGroup } from '../kit/fields.js'

/** A defender of an offensive player; '^.' is the player, '^.^.' the team. */
export const MATCHUP = [
  [cell.id, { offensive_player_id: '^.personId', team_id: '^.^.teamId', defensive_player_id: 'personId' }],
  [cell.number, { matchup_seconds: 'statistics.matchupMinutesSort' }],
  [cell.number, { partial_possessions: 'statistics.partialPossessions' }],
  [cell.number, { defender_total_time_pct: 'statistics.percentageDefenderTotalTime' }],
  [cell.number, { offensive_total_time_pct: 'statistics.percentageOffensiveTotalTime' }],
  [cell.number, { both_on_total_time_pct: 'statistics.percentageTotalTimeBothOn' }],
  [cell.count, { switches_on: 'statistics.switchesOn', player_points: 'statistics.playerPoints' }],
  [cell.count, { team_points: 'statistics.teamPoints', matchup_assists: 'statistics.matchupAssists' }],
  [cell.count, { matchup_potential_assists: 'statistics.matchupPotentialAssists' }],
  [
    cell.count,
    { matchup_turnovers: 'statistics.matchupTurnovers', matchup_blocks: 'statistics.matchupBlocks' },
  ],
  [cell.count, { matchup_field_goals_made: 'statistics.matchupFieldGoalsMade' }],
  [cell.count, { matchup_field_goals_attempted: 'statistics.matchupFieldGoalsAttempted' }],
  [cell.share, { matchup_field_goal_pct: 'statistics.matchupFieldGoalsPercentage' }],
  [cell.count, { matchup_three_pointers_made: 'statistics.matchupThreePointersMade' }],
  [cell.count, { matchup_three_pointers_attempted: 'statistics.matchupThreePointersAttempted' }],
  [cell.share, { matchup_three_pointer_pct: 'statistics.matchupThreePointersPercentage' }],
  [
    cell.count,
    { help_blocks: 'statistics.helpBlocks', help_field_goals_made: 'statistics.helpFieldGoalsMade' },
  ],
  [cell.count, { help_field_goals_attempted: 'statistics.helpFieldGoalsAttempted' }],
  [cell.share, { help_field_goal_pct: 'statistics.helpFieldGoalsPercentage' }],
  [cell.count, { matchup_free_throws_made: 'statistics.matchupFreeThrowsMade' }],
  [cell.count, { matchup_free_throws_attempted: 'statistics.matchupFreeThrowsAttempted' }],
  [cell.count, { shooting_fouls: 'statistics.shootingFouls' }],
] as const satisfies readonly FieldGroup<Column<'box_score_matchups'>>[]
