import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import { boxChecks, lineRules, OF_TEAM, PLAYERS, TEAMS } from './box-lines.js'

const SHARES = [
  'usage_pct field_goals_made_pct field_goals_attempted_pct three_pointers_made_pct three_pointers_attempted_pct',
  'free_throws_made_pct free_throws_attempted_pct rebounds_offensive_pct rebounds_defensive_pct rebounds_total_pct',
  'assists_pct turnovers_pct steals_pct blocks_pct blocked_attempts_pct personal_fouls_pct personal_fouls_drawn_pct points_pct',
].flatMap((line) => line.split(' '))

/**
 * A player's shares of what the team did while the player was on the floor, as shares of 1: stats.nba.com
 * boxscoreusagev3. No other box has what the team did meanwhile, but for the usage, which the advanced box score has too.
 */
export default gameBox('box_score_usage', {
  title: "players' shares of what their team did while they were on the floor",
  group: 'box-scores',
  endpoint: 'boxscoreusagev3',
  root: 'boxScoreUsage',
  since: 1996,
  follows: ['box_score_advanced'],
  players: { table: 'box_score_usage_players', ...PLAYERS },
  teams: { table: 'box_score_usage_teams', ...TEAMS },
  statistics: [
    [cell.clockMinutes, { minutes: 'minutes' }],
    [cell.share, { usage_pct: 'usagePercentage' }],
    [cell.share, { field_goals_made_pct: 'percentageFieldGoalsMade' }],
    [cell.share, { field_goals_attempted_pct: 'percentageFieldGoalsAttempted' }],
    [cell.share, { three_pointers_made_pct: 'percentageThreePointersMade' }],
    [cell.share, { three_pointers_attempted_pct: 'percentageThreePointersAttempted' }],
    [cell.share, { free_throws_made_pct: 'percentageFreeThrowsMade' }],
    [cell.share, { free_throws_attempted_pct: 'percentageFreeThrowsAttempted' }],
    [cell.share, { rebounds_offensive_pct: 'percentageReboundsOffensive' }],
    [cell.share, { rebounds_defensive_pct: 'percentageReboundsDefensive' }],
    [cell.share, { rebounds_total_pct: 'percentageReboundsTotal', assists_pct: 'percentageAssists' }],
    [cell.share, { turnovers_pct: 'percentageTurnovers', steals_pct: 'percentageSteals' }],
    [cell.share, { blocks_pct: 'percentageBlocks', blocked_attempts_pct: 'percentageBlocksAllowed' }],
    [cell.share, { personal_fouls_pct: 'percentagePersonalFouls' }],
    [cell.share, { personal_fouls_drawn_pct: 'percentagePersonalFoulsDrawn' }],
    [cell.share, { points_pct: 'percentagePoints' }],
  ],
  verify: [
    ...boxChecks({
      players: 'box_score_usage_players',
      teams: 'box_score_usage_teams',
      rules: [{ rule: 'used', columns: ['usage_pct', 'field_goals_attempted_pct', 'points_pct'], from: 10 }],
    }),
    // Of all 23 players of the one game of which both are recorded.
    {
      kind: 'same-values',
      table: 'box_score_usage_players',
      with: 'box_score_advanced_players',
      on: ['game_id', 'player_id'],
      columns: ['usage_pct'],
      who: 'last_name',
      noted: true,
    },
    // A team has all of what it did, or none of what nobody did: in both lines of that game.
    {
      ...lineRules(
        'box_score_usage_teams',
        OF_TEAM,
        SHARES.map((share) => ({ rule: 'whole', shares: [share] })),
      ),
      noted: true,
    },
  ],
})
