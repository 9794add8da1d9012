import { describe, expect, it } from 'vitest'
import type { Row, StoredRows } from '../../../src/datasets/dataset.js'
import { stintRows } from '../../../src/datasets/nba/stint-rows.js'
import type { RecordedGame } from '../../../src/derive/game.js'
import { seen, smallGame, STARTERS } from '../../derive/small-game.js'

/** The stored rows of a game. */
const rowsOf = ({ sides, actions }: RecordedGame): StoredRows => ({
  play_by_play: actions.map((action, i) => ({
    action_id: i,
    period: action.period,
    seconds_left: action.secondsLeft,
    team_id: action.teamId,
    player_id: action.playerId,
    location: action.location,
    action_type: action.actionType,
    sub_type: action.subType,
    description: action.description,
    shot_value: action.shotValue,
  })),
  box_score_players: sides.flatMap(({ teamId, players }) =>
    players.map(({ playerId, firstName, lastName, seconds, plusMinus }) => ({
      player_id: playerId,
      team_id: teamId,
      first_name: firstName,
      last_name: lastName,
      minutes: seconds / 60,
      plus_minus: plusMinus,
    })),
  ),
  box_score_teams: sides.map(({ teamId, points }, i) => ({ team_id: teamId, is_home: i === 0, points })),
})

const spell = (player_id: number, fromPeriod: number, toPeriod: number): Row => ({
  player_id,
  is_home: player_id < 20,
  in_time: (fromPeriod - 1) * 7200,
  out_time: toPeriod * 7200,
})

/** Elm does nothing in the third and fourth period, one of which he played; Fir never does anything. */
const open = smallGame({
  home: [2880, 2880, 2880, 2880, 2160, 720],
  actions: [1, 2, 3, 4].flatMap((period) =>
    seen(period, 700, ...STARTERS.filter((player) => player !== 15 || period < 3)),
  ),
})

const outcome = (stored: StoredRows) => {
  const rows = [...stintRows(stored)]
  const [game] = rows
  const fives = rows.flatMap(({ table, row }) => (table === 'stints' ? [row.home_players] : []))
  return { misfit: game?.row.misfit, fives }
}

describe('the rows of a game', () => {
  it('have the line-ups of the rotations where play-by-play and box score leave several', () => {
    const rotations = [
      ...STARTERS.filter((player) => player !== 15).map((player) => spell(player, 1, 4)),
      spell(15, 1, 3),
      spell(16, 4, 4),
    ]
    expect(outcome({ ...rowsOf(open), rotations })).toEqual({
      misfit: null,
      fives: [...Array.from({ length: 3 }, () => '{11,12,13,14,15}'), '{11,12,13,14,16}'],
    })
  })

  it('are one row with the reason where nothing decides', () => {
    const misfit = 'the minutes of the box score fit more than one line-up'
    expect(outcome(rowsOf(open))).toEqual({ misfit, fives: [] })
    const another = [spell(11, 1, 4), spell(12, 1, 4)]
    expect(outcome({ ...rowsOf(open), rotations: another })).toEqual({ misfit, fives: [] })
  })

  it('are one row with the reason where the box score lacks a team', () => {
    expect(outcome({ ...rowsOf(open), box_score_teams: [] })).toEqual({
      misfit: 'the box score lacks a team',
      fives: [],
    })
  })
})
