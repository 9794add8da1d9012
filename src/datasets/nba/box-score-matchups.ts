import { gameList } from '../kit/body-list.js'
import { between, shotRules } from './box-lines.js'
import { MATCHUP } from './matchup-fields.js'

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
  fields: MATCHUP,
  verify: [
    { kind: 'every-played-game', rows: [{ table: 'box_score_matchups', count: { ofEachTeam: 25 } }] },
    {
      kind: 'sums-of-rows',
      table: 'box_score_matchups',
      with: 'box_score_defensive_players',
      on: { game_id: 'game_id', player_id: 'defensive_player_id' },
      sums: {
        player_points: { player_points: 1 },
        switches_on: { switches_on: 1 },
        matchup_minutes: { matchup_seconds: 1 / 60 },
        matchup_assists: { matchup_assists: 1 },
        matchup_turnovers: { matchup_turnovers: 1 },
        matchup_field_goals_made: { matchup_field_goals_made: 1 },
        matchup_field_goals_attempted: { matchup_field_goals_attempted: 1 },
        matchup_three_pointers_made: { matchup_three_pointers_made: 1 },
        matchup_three_pointers_attempted: { matchup_three_pointers_attempted: 1 },
        partial_possessions: { partial_possessions: 1 },
      },
      within: { partial_possessions: 0.6, matchup_minutes: 0.05 }, // each of a dozen is rounded
      who: 'last_name',
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_matchups',
      subject: 'game_id',
      rules: [
        ...shotRules('matchup_field_goal', 'matchup_three_pointer', 'help_field_goal'),
        { rule: 'at-most', column: 'matchup_free_throws_made', most: 'matchup_free_throws_attempted' },
        { rule: 'at-most', column: 'matchup_three_pointers_made', most: 'matchup_field_goals_made' },
        ...between(0, 1, 'defender_total_time_pct', 'offensive_total_time_pct', 'both_on_total_time_pct'),
        ...between(0, 3_600, 'matchup_seconds'),
      ],
    },
    // In all 167 rows of the recorded game, of which none has help or a potential assist.
    {
      kind: 'rules-of-a-line',
      table: 'box_score_matchups',
      subject: 'game_id',
      rules: [
        {
          rule: 'total',
          column: 'player_points',
          of: {
            matchup_field_goals_made: 2,
            matchup_three_pointers_made: 1,
            matchup_free_throws_made: 1,
          },
        },
        { rule: 'at-most', column: 'player_points', most: 'team_points' },
        { rule: 'at-most', column: 'matchup_blocks', most: 'matchup_field_goals_attempted' },
        { rule: 'at-most', column: 'help_blocks', most: 'help_field_goals_attempted' },
        ...between(0, 30, 'matchup_potential_assists', 'help_field_goals_attempted'),
      ],
      noted: true,
    },
  ],
})
