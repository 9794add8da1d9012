import { gameList } from '../kit/body-list.js'
import { cell, whole } from '../kit/cells.js'
import { noPlayer } from './no-player.js'

/** Every action of every game: stats.nba.com playbyplayv3; the NBA's first season with play-by-play is 1996-97. */
export default gameList('play_by_play', {
  title: 'every action of every game, one request for each game',
  group: 'play-by-play',
  endpoint: 'playbyplayv3',
  list: 'game.actions',
  names: 'game.gameId',
  params: () => ({ StartPeriod: '0', EndPeriod: '0' }),
  since: 1996,
  version: 3,
  leftOut: {
    'made of names': ['playerNameI'],
    'follows from that of each action': ['game.videoAvailable'],
  },
  table: 'play_by_play',
  key: ['game_id', 'action_id'],
  neverEmpty: ['home_score', 'away_score'], // one action in five has the score
  mayEmpty: ['team_abbreviation', 'player_name', 'location', 'points_total', 'video_available'],
  fields: [
    [cell.ordinal, { action_id: 'actionId' }],
    [cell.integer, { action_number: 'actionNumber' }],
    [whole(1, 20), { period: 'period' }],
    [cell.clockSeconds, { seconds_left: 'clock' }],
    [cell.idOrNone, { team_id: 'teamId', player_id: 'personId' }],
    [cell.textOrNull, { team_abbreviation: 'teamTricode', player_name: 'playerName' }, 'optional'],
    [cell.textOrNull, { action_type: 'actionType', sub_type: 'subType', description: 'description' }],
    [cell.textOrNull, { location: 'location' }, 'optional'],
    [cell.one, { is_field_goal: 'isFieldGoal' }],
    [cell.textOrNull, { shot_result: 'shotResult' }],
    [cell.count, { shot_value: 'shotValue' }],
    [cell.number, { shot_distance: 'shotDistance', x_legacy: 'xLegacy', y_legacy: 'yLegacy' }],
    [cell.numeral, { home_score: 'scoreHome', away_score: 'scoreAway' }],
    [cell.count, { points_total: 'pointsTotal' }, 'optional'],
    [cell.oneOrNone, { video_available: 'videoAvailable' }, 'optional'],
  ],
  judge: (row) => noPlayer(row),
  verify: [
    {
      kind: 'every-played-game',
      rows: [{ table: 'play_by_play', count: { least: 1 } }],
      score: { table: 'play_by_play', home: 'home_score', away: 'away_score', order: 'action_id' },
    },
    { kind: 'periods-of-the-games' },
  ],
})
