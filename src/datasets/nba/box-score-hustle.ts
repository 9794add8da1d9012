import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import { boxChecks, PLAYERS, TEAMS } from './box-lines.js'
import { BOX_OUT_REBOUNDS, HUSTLE_SUMS, PARTS } from './hustle-rules.js'

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
  players: { table: 'box_score_hustle_players', ...PLAYERS },
  teams: { table: 'box_score_hustle_teams', ...TEAMS },
  statistics: [
    [cell.clockMinutes, { minutes: 'minutes' }],
    [cell.count, { points: 'points', contested_shots: 'contestedShots', deflections: 'deflections' }],
    [
      cell.count,
      { contested_two_pointers: 'contestedShots2pt', contested_three_pointers: 'contestedShots3pt' },
    ],
    [cell.count, { charges_drawn: 'chargesDrawn', screen_assists: 'screenAssists' }],
    [cell.count, { screen_assist_points: 'screenAssistPoints' }],
    [cell.count, { offensive_loose_balls_recovered: 'looseBallsRecoveredOffensive' }],
    [cell.count, { defensive_loose_balls_recovered: 'looseBallsRecoveredDefensive' }],
    [cell.count, { loose_balls_recovered: 'looseBallsRecoveredTotal', box_outs: 'boxOuts' }],
    [cell.count, { offensive_box_outs: 'offensiveBoxOuts', defensive_box_outs: 'defensiveBoxOuts' }],
    [cell.count, { box_out_player_team_rebounds: 'boxOutPlayerTeamRebounds' }],
    [cell.count, { box_out_player_rebounds: 'boxOutPlayerRebounds' }],
  ],
  score: 'points',
  verify: [
    ...boxChecks({
      players: 'box_score_hustle_players',
      teams: 'box_score_hustle_teams',
      logged: [['points'], ['points']],
      mayLack: true, // in 2025-26 half of the players have games without a line here, short ones
      sums: { equal: HUSTLE_SUMS, atMost: ['points'] },
      minutes: false,
      rules: PARTS,
    }),
    {
      kind: 'sums-of-the-teams',
      players: 'box_score_hustle_players',
      teams: 'box_score_hustle_teams',
      equal: BOX_OUT_REBOUNDS,
      atMost: [],
      noted: true,
    },
  ],
})
