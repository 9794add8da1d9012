import { gameBox } from '../kit/game-box.js'
import { liveEndpoint } from '../kit/live-file.js'
import { LIVE_GAME, LIVE_OFFICIAL, LIVE_PLAYER, LIVE_STATISTICS, LIVE_TEAM } from './live-box-fields.js'
import { judgeLiveLine, LIVE_BOX_CHECKS, SUMS_OF_LIVE_LINES } from './live-box-checks.js'

const FINAL = 3

/**
 * The box score of a game while it is played, and after it: a live file of cdn.nba.com. One is recorded, of a game that had
 * ended; what it is like before the end is from documentation (nba_api's of the live endpoints): `gameStatus` 2.
 */
export default gameBox('live_box_scores', {
  title: 'box scores, points by period and officials of games as they are played',
  group: 'live',
  endpoint: liveEndpoint('boxscore'),
  liveFile: 'boxscore',
  root: 'game',
  since: 2019,
  whileLive: { table: 'live_games', column: 'status', value: FINAL },
  leftOut: {
    'say when it is, as gameTimeUTC and gameEt do': ['gameTimeLocal', 'gameTimeHome', 'gameTimeAway'],
    'made of names': ['name', 'nameI'],
    'minutes, rounded': ['statistics.minutesCalculated'],
    'read for points_period_1 and those that follow': ['*Team.periods'],
  },
  players: {
    table: 'live_box_score_players',
    fields: LIVE_PLAYER,
    mayEmpty: ['position', 'not_playing_reason', 'not_playing_description'],
  },
  teams: { table: 'live_box_score_teams', fields: LIVE_TEAM },
  statistics: LIVE_STATISTICS,
  sums: SUMS_OF_LIVE_LINES,
  further: {
    live_games: { key: ['game_id'], fields: LIVE_GAME, neverBack: { column: 'status', from: FINAL } },
    live_officials: { list: 'officials', key: ['game_id', 'official_id'], fields: LIVE_OFFICIAL },
  },
  judge: judgeLiveLine,
  score: 'points',
  verify: LIVE_BOX_CHECKS,
})
