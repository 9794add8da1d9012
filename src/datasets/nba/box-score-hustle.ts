import { cell } from '../kit/cells.js'
import { field } from '../kit/fields.js'
import { gameBox } from '../kit/game-box.js'

/**
 * Hustle box scores of players and teams: stats.nba.com boxscorehustlev2.
 * Key, cell types and first season follow from 21 rows of a recorded answer.
 * Left out: nameI, playerSlug, teamSlug (made of others).
 */
export default gameBox('box_score_hustle', {
  title: 'hustle box scores of players and teams, one request for each game',
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
})
