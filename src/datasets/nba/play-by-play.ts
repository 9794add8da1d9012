import { gameList } from '../kit/body-list.js'
import { cell, whole } from '../kit/cells.js'
import { field } from '../kit/fields.js'
import type { Draft } from '../kit/reader.js'
import { isFranchise } from './franchises.js'

/** Every action of every game: stats.nba.com playbyplayv3; the NBA's first season with play-by-play is 1996-97. */
export default gameList('play_by_play', {
  title: 'every action of every game, one request for each game',
  group: 'play-by-play',
  endpoint: 'playbyplayv3',
  list: 'game.actions',
  names: 'game.gameId',
  params: () => ({ StartPeriod: '0', EndPeriod: '0' }),
  since: 1996,
  version: 2,
  leftOut: {
    'follow from the ids': ['teamTricode', 'playerName', 'playerNameI'],
    'not of the game': ['game.videoAvailable', 'videoAvailable'],
    'not kept so far': ['pointsTotal', 'location'],
  },
  table: 'play_by_play',
  key: ['game_id', 'action_id'],
  neverEmpty: ['home_score', 'away_score'], // one action in five has the score
  fields: {
    action_id: field('actionId', cell.ordinal),
    action_number: field('actionNumber', cell.integer),
    period: field('period', whole(1, 20)),
    seconds_left: field('clock', cell.clockSeconds),
    team_id: field('teamId', cell.idOrNone),
    player_id: field('personId', cell.idOrNone),
    action_type: field('actionType', cell.textOrNull),
    sub_type: field('subType', cell.textOrNull),
    description: field('description', cell.textOrNull),
    is_field_goal: field('isFieldGoal', cell.one),
    shot_result: field('shotResult', cell.textOrNull),
    shot_value: field('shotValue', cell.count),
    shot_distance: field('shotDistance', cell.number),
    x_legacy: field('xLegacy', cell.number),
    y_legacy: field('yLegacy', cell.number),
    home_score: field('scoreHome', cell.numeral),
    away_score: field('scoreAway', cell.numeral),
  },
  judge: (row) => toTeam(row),
  verify: [
    {
      kind: 'every-played-game',
      rows: [{ table: 'play_by_play', count: { least: 1 } }],
      score: { table: 'play_by_play', home: 'home_score', away: 'away_score', order: 'action_id' },
    },
    { kind: 'periods-of-the-games' },
  ],
})

/** A team's own rebound or turnover has the team where a player stands. */
function toTeam(row: Draft): undefined {
  const person = row.player_id
  if (typeof person !== 'number') return
  // Players' ids have seven digits at most; clubs that are no franchises (Pre Season) have ids of five.
  if (!isFranchise(person) && person !== row.team_id) return
  row.team_id = person
  row.player_id = null
}
