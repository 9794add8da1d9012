import { gameList } from '../kit/body-list.js'
import { cell, columnType, whole } from '../kit/cells.js'
import type { Draft } from '../kit/reader.js'
import { liveEndpoint } from '../kit/live-file.js'
import { noPlayer } from './no-player.js'

/**
 * Every action of a game while it is played, and after it: a live file of cdn.nba.com, with what playbyplayv3 lacks: the
 * moment of each action, who had the ball, who else took part. Corrections of the scorers remove and change actions.
 */
export default gameList('live_play_by_play', {
  title: 'every action of games as they are played, with the moment and all who took part',
  group: 'live',
  endpoint: liveEndpoint('playbyplay'),
  liveFile: 'playbyplay',
  list: 'game.actions',
  names: 'game.gameId',
  since: 2019,
  whileLive: { table: 'live_play_by_play', column: 'action_type', value: 'game' }, // its last action
  follows: ['live_box_scores'],
  leftOut: {
    'made of names': ['playerNameI', '*PlayerName', 'assistPlayerNameInitial', 'jumpBallRecoveredName'],
    'all persons of the action, who have columns': ['personIdsFilter'],
    'REGULAR, or OVERTIME from the fifth period on': ['periodType'],
  },
  table: 'live_play_by_play',
  key: ['game_id', 'action_number'],
  neverEmpty: ['home_score', 'away_score'],
  fields: [
    [cell.ordinal, { action_number: 'actionNumber', order_number: 'orderNumber' }],
    [whole(1, 20), { period: 'period' }],
    [cell.clockSeconds, { seconds_left: 'clock' }],
    [cell.moment, { happened_at: 'timeActual', edited_at: 'edited' }],
    [cell.textOrNull, { action_type: 'actionType' }],
    [
      cell.textOrNull,
      { sub_type: 'subType', descriptor: 'descriptor', description: 'description', area: 'area' },
      'optional',
    ],
    [cell.textOrNull, { area_detail: 'areaDetail', side: 'side', shot_result: 'shotResult' }, 'optional'],
    [cell.words, { qualifiers: 'qualifiers' }],
    [cell.idOrNone, { player_id: 'personId', possession_team_id: 'possession' }],
    [cell.idOrNone, { team_id: 'teamId', official_id: 'officialId' }, 'optional'],
    [cell.textOrNull, { team_abbreviation: 'teamTricode', player_name: 'playerName' }, 'optional'],
    [cell.numeral, { home_score: 'scoreHome', away_score: 'scoreAway' }],
    [cell.one, { is_field_goal: 'isFieldGoal' }],
    [cell.number, { x: 'x', y: 'y', x_legacy: 'xLegacy', y_legacy: 'yLegacy' }],
    [cell.number, { shot_distance: 'shotDistance' }, 'optional'],
    [cell.idOrNone, { assist_player_id: 'assistPersonId', block_player_id: 'blockPersonId' }, 'optional'],
    [
      cell.idOrNone,
      { steal_player_id: 'stealPersonId', foul_drawn_player_id: 'foulDrawnPersonId' },
      'optional',
    ],
    [cell.idOrNone, { jump_ball_won_player_id: 'jumpBallWonPersonId' }, 'optional'],
    [cell.idOrNone, { jump_ball_lost_player_id: 'jumpBallLostPersonId' }, 'optional'],
    [cell.idOrNone, { jump_ball_recovered_player_id: 'jumpBallRecoverdPersonId' }, 'optional'],
    [cell.count, { shot_action_number: 'shotActionNumber', points_total: 'pointsTotal' }, 'optional'],
    [cell.count, { assist_total: 'assistTotal', turnover_total: 'turnoverTotal' }, 'optional'],
    [
      cell.count,
      { rebound_total: 'reboundTotal', rebound_offensive_total: 'reboundOffensiveTotal' },
      'optional',
    ],
    [cell.count, { rebound_defensive_total: 'reboundDefensiveTotal' }, 'optional'],
    [
      cell.count,
      { foul_personal_total: 'foulPersonalTotal', foul_technical_total: 'foulTechnicalTotal' },
      'optional',
    ],
  ],
  adds: { points: columnType.required('int4') },
  judge: (row) => judgeAction(row),
  verify: [
    {
      kind: 'every-played-game',
      rows: [{ table: 'live_play_by_play', count: { least: 1 } }],
      score: { table: 'live_play_by_play', home: 'home_score', away: 'away_score', order: 'order_number' },
    },
    // So it is in all 610 actions of the recorded game.
    {
      kind: 'actions-of-the-game',
      table: 'live_play_by_play',
      order: 'order_number',
      people: 'live_box_score_players',
      onTheFloor: ['2pt', '3pt', 'freethrow', 'rebound', 'substitution', 'jumpball', 'steal', 'block'],
    },
    // The points of all 34 players of the recorded game are those of its live box score.
    {
      kind: 'sums-of-rows',
      table: 'live_play_by_play',
      with: 'live_box_score_players',
      on: { game_id: 'game_id', player_id: 'player_id' },
      sums: { points: { points: 1 } },
      who: 'last_name',
    },
  ],
})

const POINTS: Readonly<Record<string, number>> = { '2pt': 2, '3pt': 3, freethrow: 1 }

/** The points that an action is worth; who is no player is none. */
function judgeAction(row: Draft): undefined {
  row.points = row.shot_result === 'Made' ? (POINTS[String(row.action_type)] ?? 0) : 0
  return noPlayer(row)
}
