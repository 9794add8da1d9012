import { gameList } from '../kit/body-list.js'
import { cell } from '../kit/cells.js'
import { shotRules } from './box-lines.js'

/**
 * Who guarded whom: stats.nba.com boxscorematchupsv3, since 2017-18. Points of a matchup are not those of the sheets (81
 * for Mitchell's 71 in the recorded game); the sums of each defender are the defensive box score's, to the unit.
 */
export default gameList('box_score_matchups', {
  title: 'who guarded whom, and what came of it',
  group: 'tracking',
  endpoint: 'boxscorematchupsv3',
  list: 'boxScoreMatchups.homeTeam|awayTeam.players[].matchups',
  names: 'boxScoreMatchups.gameId',
  since: 2017,
  leftOut: {
    'the box score has them': ['firstName', 'familyName', 'jerseyNum', 'boxScoreMatchups.*Team.players[].*'],
    'made of names': ['nameI', 'playerSlug'],
    "the schedule has the teams' names": ['boxScoreMatchups.*Team.team*'],
    'the games have them': ['boxScoreMatchups.homeTeamId', 'boxScoreMatchups.awayTeamId'],
    'matchup_seconds, rounded': ['statistics.matchupMinutes'],
  },
  table: 'box_score_matchups',
  key: ['game_id', 'offensive_player_id', 'defensive_player_id'],
  fields: [
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
  ],
  verify: [
    { kind: 'every-played-game', rows: [{ table: 'box_score_matchups', count: { least: 25 } }] },
    {
      kind: 'sums-of-rows',
      table: 'box_score_matchups',
      with: 'box_score_defensive_players',
      on: { game_id: 'game_id', player_id: 'defensive_player_id' },
      sums: {
        player_points: { player_points: 1 },
        switches_on: { switches_on: 1 },
        matchup_field_goals_attempted: { matchup_field_goals_attempted: 1 },
        partial_possessions: { partial_possessions: 1 },
      },
      within: { partial_possessions: 0.6 }, // each of a dozen is rounded
      who: 'last_name',
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_matchups',
      subject: 'game_id',
      rules: shotRules('matchup_field_goal', 'matchup_three_pointer', 'help_field_goal'),
    },
  ],
})
