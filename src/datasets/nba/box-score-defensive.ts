import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import { PLAYERS, shotRules } from './box-lines.js'

/**
 * What the opponents did against each defender: stats.nba.com boxscoredefensivev2, since 2017-18 as the matchups, of which
 * it is the sum. Only who played has a line, teams have none; rebounds, steals and blocks are the player's own.
 */
export default gameBox('box_score_defensive', {
  title: 'what opponents did against each defender',
  group: 'tracking',
  endpoint: 'boxscoredefensivev2',
  root: 'boxScoreDefensive',
  params: {},
  since: 2017,
  leftOut: {
    "the schedule has the teams' names": ['boxScoreDefensive.*Team.team*'],
    'always empty': ['boxScoreDefensive.*Team.statistics.minutes'],
  },
  players: { table: 'box_score_defensive_players', ...PLAYERS },
  statistics: [
    [cell.clockMinutes, { matchup_minutes: 'matchupMinutes' }],
    [cell.number, { partial_possessions: 'partialPossessions' }],
    [cell.count, { switches_on: 'switchesOn', player_points: 'playerPoints' }],
    [cell.count, { matchup_assists: 'matchupAssists', matchup_turnovers: 'matchupTurnovers' }],
    [cell.count, { matchup_field_goals_made: 'matchupFieldGoalsMade' }],
    [cell.count, { matchup_field_goals_attempted: 'matchupFieldGoalsAttempted' }],
    [cell.share, { matchup_field_goal_pct: 'matchupFieldGoalPercentage' }],
    [cell.count, { matchup_three_pointers_made: 'matchupThreePointersMade' }],
    [cell.count, { matchup_three_pointers_attempted: 'matchupThreePointersAttempted' }],
    [cell.share, { matchup_three_pointer_pct: 'matchupThreePointerPercentage' }],
    [cell.count, { defensive_rebounds: 'defensiveRebounds', steals: 'steals', blocks: 'blocks' }],
  ],
  verify: [
    {
      kind: 'same-values',
      table: 'box_score_defensive_players',
      with: 'player_game_logs',
      on: ['game_id', 'player_id'],
      columns: ['team_id', 'defensive_rebounds', 'steals', 'blocks'],
      who: 'last_name',
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_defensive_players',
      subject: 'game_id',
      who: 'last_name',
      rules: shotRules('matchup_field_goal', 'matchup_three_pointer'),
    },
  ],
})
