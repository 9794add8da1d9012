import { cell } from '../kit/cells.js'
import { field } from '../kit/fields.js'
import { gameBox } from '../kit/game-box.js'
import type { Draft } from '../kit/reader.js'
import { teamsOfTheLog } from './box-lines.js'
import { COUNTED } from './counted.js'
import { PLAYER_LINE, TEAM_LINE } from './line-rules.js'

/** Box scores of players (who did not play included) and teams: stats.nba.com boxscoretraditionalv3, from 1996-97 on. */
export default gameBox('box_scores', {
  title: 'box scores of players and teams, one request for each game',
  group: 'box-scores',
  endpoint: 'boxscoretraditionalv3',
  root: 'boxScoreTraditional',
  since: 1996,
  leftOut: { 'sums of the lines': ['starters', 'bench'] },
  version: 2,
  players: {
    table: 'box_score_players',
    fields: {
      first_name: field('firstName', cell.textOrNull),
      last_name: field('familyName', cell.textOrNull),
      position: field('position', cell.textOrNull),
      comment: field('comment', cell.textOrNull),
      jersey_number: field('jerseyNum', cell.textOrNull),
      plus_minus: field('statistics.plusMinusPoints', cell.difference),
    },
    mayEmpty: ['position', 'comment'], // starters and who did not play: known late, or never
  },
  teams: {
    table: 'box_score_teams',
    fields: {
      team_city: field('teamCity', cell.textOrNull),
      team_name: field('teamName', cell.textOrNull),
      team_abbreviation: field('teamTricode', cell.textOrNull),
      plus_minus: field('statistics.plusMinusPoints', cell.teamDifference),
    },
  },
  statistics: {
    minutes: field('minutes', cell.clockMinutes),
    field_goals_made: field('fieldGoalsMade', cell.count),
    field_goals_attempted: field('fieldGoalsAttempted', cell.count),
    field_goal_pct: field('fieldGoalsPercentage', cell.share),
    three_pointers_made: field('threePointersMade', cell.count),
    three_pointers_attempted: field('threePointersAttempted', cell.count),
    three_pointer_pct: field('threePointersPercentage', cell.share),
    free_throws_made: field('freeThrowsMade', cell.count),
    free_throws_attempted: field('freeThrowsAttempted', cell.count),
    free_throw_pct: field('freeThrowsPercentage', cell.share),
    offensive_rebounds: field('reboundsOffensive', cell.count),
    defensive_rebounds: field('reboundsDefensive', cell.count),
    rebounds: field('reboundsTotal', cell.count),
    assists: field('assists', cell.count),
    steals: field('steals', cell.count),
    blocks: field('blocks', cell.count),
    turnovers: field('turnovers', cell.count),
    personal_fouls: field('foulsPersonal', cell.count),
    points: field('points', cell.count),
  },
  sums: COUNTED,
  judge: (row) => withoutAttempts(row),
  score: 'points',
  verify: [
    {
      kind: 'sums-of-the-teams',
      players: 'box_score_players',
      teams: 'box_score_teams',
      equal: COUNTED,
      atMost: ['rebounds', 'turnovers'],
      minutes: 'minutes',
    },
    {
      kind: 'same-values',
      table: 'box_score_teams',
      with: 'team_game_logs',
      on: ['game_id', 'team_id'],
      columns: [...COUNTED, 'rebounds', 'turnovers', 'plus_minus'],
      within: { plus_minus: 2 }, // that of some logs of 2023-24 is rounded
      who: 'team_abbreviation',
    },
    {
      kind: 'same-values',
      table: 'box_score_players',
      with: 'player_game_logs',
      on: ['game_id', 'player_id'],
      columns: ['team_id', 'minutes', ...COUNTED, 'rebounds', 'turnovers', 'plus_minus'],
      within: { minutes: 1 }, // the log has whole minutes
      who: 'last_name',
      played: 'minutes',
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_players',
      subject: 'game_id',
      who: 'last_name',
      played: 'minutes',
      rules: PLAYER_LINE,
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_teams',
      subject: 'game_id',
      who: 'team_abbreviation',
      rules: TEAM_LINE,
    },
    teamsOfTheLog('box_score_teams'),
  ],
})

/** No percentage without an attempt, as in the game logs (V3 has 0). */
function withoutAttempts(row: Draft): undefined {
  if (row.field_goals_attempted === 0) row.field_goal_pct = null
  if (row.three_pointers_attempted === 0) row.three_pointer_pct = null
  if (row.free_throws_attempted === 0) row.free_throw_pct = null
}
