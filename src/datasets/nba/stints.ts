import { columnType } from '../kit/cells.js'
import { derived } from '../kit/derived.js'
import playByPlay from './play-by-play.js'
import { stintRows } from './stint-rows.js'

const { required, nullable } = columnType

/**
 * Who was on the floor, and who had the ball: derived from play-by-play and box scores (src/derive), nothing is asked. A
 * game that does not fit has a row in `stint_games` with the reason, and no other.
 */
export default derived('stints', {
  title: 'who was on the floor, and the possessions, of every game; derived, nothing is asked',
  group: 'lineups',
  from: playByPlay,
  needs: ['play_by_play', 'box_scores'],
  follows: ['rotations'],
  since: 1996,
  seasonTypes: ['Pre Season', 'Regular Season', 'IST', 'PlayIn', 'Playoffs'],
  reads: {
    play_by_play: [
      'action_id',
      'period',
      'seconds_left',
      'team_id',
      'player_id',
      'location',
      'action_type',
      'sub_type',
      'description',
      'shot_value',
    ],
    box_score_players: ['player_id', 'team_id', 'first_name', 'last_name', 'minutes', 'plus_minus'],
    box_score_teams: ['team_id', 'is_home', 'points'],
    rotations: ['in_time', 'out_time', 'player_id', 'is_home'],
  },
  mayLack: ['rotations'],
  tables: {
    stint_games: {
      key: ['game_id'],
      columns: {
        misfit: nullable('text'),
        stints: required('int4'),
        possessions: required('int4'),
        seconds_off: nullable('float8'),
        plus_minus_off: nullable('int4'),
      },
    },
    stints: {
      key: ['game_id', 'number'],
      columns: {
        number: required('int4'),
        period: required('int2'),
        start_seconds: required('float8'),
        end_seconds: required('float8'),
        home_players: required('_int8'),
        away_players: required('_int8'),
        home_points: required('int4'),
        away_points: required('int4'),
      },
    },
    possessions: {
      key: ['game_id', 'number'],
      columns: {
        number: required('int4'),
        period: required('int2'),
        team_id: required('int8'),
        start_seconds: required('float8'),
        end_seconds: required('float8'),
        points: required('int4'),
        opponent_points: required('int4'),
        ending: required('text'),
        stint_number: required('int4'),
      },
    },
  },
  rows: (stored) => stintRows(stored),
  verify: [{ kind: 'derived-games' }],
})
