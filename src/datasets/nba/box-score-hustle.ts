import { cell } from '../kit/cells.js'
import { field } from '../kit/fields.js'
import { gameBox } from '../kit/game-box.js'
import type { LineRule } from '../kit/verify.js'

/**
 * Counts of the players that add up to the team's: as totals of 2025-26 for the whole league, to the unit. Points do not
 * where a scorer did nothing else that counts as hustle: he has no line.
 */
const HUSTLE = [
  'contested_shots',
  'contested_two_pointers',
  'contested_three_pointers',
  'deflections',
  'charges_drawn',
  'screen_assists',
  'screen_assist_points',
  'offensive_loose_balls_recovered',
  'defensive_loose_balls_recovered',
  'loose_balls_recovered',
  'offensive_box_outs',
  'defensive_box_outs',
  'box_outs',
] as const

/**
 * Parts and wholes: of 532 players and 30 teams of 2025-26 none has another sum of contested shots or loose balls; 17
 * players have more box outs than those of both ends.
 */
const PARTS: readonly LineRule[] = [
  {
    rule: 'total',
    column: 'contested_shots',
    of: { contested_two_pointers: 1, contested_three_pointers: 1 },
    whereUsed: true,
  },
  {
    rule: 'total',
    column: 'loose_balls_recovered',
    of: { offensive_loose_balls_recovered: 1, defensive_loose_balls_recovered: 1 },
    whereUsed: true,
  },
  { rule: 'at-most', column: 'offensive_box_outs', most: 'box_outs' },
  { rule: 'at-most', column: 'defensive_box_outs', most: 'box_outs' },
]

/**
 * Hustle box scores of players and teams: stats.nba.com boxscorehustlev2.
 * Key, cell types and first season follow from 21 rows of a recorded answer.
 */
export default gameBox('box_score_hustle', {
  title: 'hustle box scores of players and teams, one request for each game',
  group: 'tracking',
  endpoint: 'boxscorehustlev2',
  root: 'boxScoreHustle',
  params: {},
  since: 2015,
  version: 2,
  players: {
    table: 'box_score_hustle_players',
    fields: {
      first_name: field('firstName', cell.textOrNull),
      last_name: field('familyName', cell.textOrNull),
      position: field('position', cell.textOrNull),
      comment: field('comment', cell.textOrNull),
      jersey_number: field('jerseyNum', cell.textOrNull),
    },
    mayEmpty: ['position', 'comment'], // starters and who did not play: known late, or never
  },
  teams: {
    table: 'box_score_hustle_teams',
    fields: {
      team_city: field('teamCity', cell.textOrNull),
      team_name: field('teamName', cell.textOrNull),
      team_abbreviation: field('teamTricode', cell.textOrNull),
    },
  },
  statistics: {
    minutes: field('minutes', cell.clockMinutes),
    points: field('points', cell.count),
    contested_shots: field('contestedShots', cell.count),
    contested_two_pointers: field('contestedShots2pt', cell.count),
    contested_three_pointers: field('contestedShots3pt', cell.count),
    deflections: field('deflections', cell.count),
    charges_drawn: field('chargesDrawn', cell.count),
    screen_assists: field('screenAssists', cell.count),
    screen_assist_points: field('screenAssistPoints', cell.count),
    offensive_loose_balls_recovered: field('looseBallsRecoveredOffensive', cell.count),
    defensive_loose_balls_recovered: field('looseBallsRecoveredDefensive', cell.count),
    loose_balls_recovered: field('looseBallsRecoveredTotal', cell.count),
    offensive_box_outs: field('offensiveBoxOuts', cell.count),
    defensive_box_outs: field('defensiveBoxOuts', cell.count),
    box_out_player_team_rebounds: field('boxOutPlayerTeamRebounds', cell.count),
    box_out_player_rebounds: field('boxOutPlayerRebounds', cell.count),
    box_outs: field('boxOuts', cell.count),
  },
  score: 'points',
  verify: [
    {
      kind: 'same-values',
      table: 'box_score_hustle_players',
      with: 'player_game_logs',
      on: ['game_id', 'player_id'],
      columns: ['team_id', 'minutes', 'points'],
      within: { minutes: 1 }, // the log has whole minutes
      who: 'last_name',
      played: 'minutes',
      mayLack: true, // in 2025-26 half of the players have games without a line here, short ones
    },
    {
      kind: 'same-values',
      table: 'box_score_hustle_teams',
      with: 'team_game_logs',
      on: ['game_id', 'team_id'],
      columns: ['points'],
      who: 'team_abbreviation',
    },
    {
      kind: 'sums-of-the-teams',
      players: 'box_score_hustle_players',
      teams: 'box_score_hustle_teams',
      equal: HUSTLE,
      atMost: ['points'],
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_hustle_players',
      subject: 'game_id',
      who: 'last_name',
      played: 'minutes',
      rules: [...PARTS, { rule: 'between', column: 'minutes', least: 0, most: 75 }],
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_hustle_teams',
      subject: 'game_id',
      who: 'team_abbreviation',
      rules: PARTS,
    },
  ],
})
