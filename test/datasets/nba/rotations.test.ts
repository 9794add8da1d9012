import { describe, expect, it } from 'vitest'
import rotations from '../../../src/datasets/nba/rotations.js'
import { readRecorded, recorded, rowsOf, unnamed } from '../recorded.js'

const answer = recorded('smoke.GameRotation.json.gz')

describe.skipIf(answer === undefined)('rotations of a recorded answer', () => {
  it('has a row for each of both result sets, value for value', async () => {
    const { rows, refused } = await readRecorded(rotations, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(rows).toEqual(
      ['HomeTeam', 'AwayTeam'].flatMap((side) =>
        rowsOf(answer, side).map((line) => ({
          game_id: line.GAME_ID,
          team_id: line.TEAM_ID,
          player_id: line.PERSON_ID,
          in_time: line.IN_TIME_REAL,
          out_time: line.OUT_TIME_REAL,
          points: line.PLAYER_PTS,
          point_difference: line.PT_DIFF,
          usage_pct: line.USG_PCT,
          is_home: side === 'HomeTeam',
        })),
      ),
    )
  })

  it('has five players a side at every moment of the game, overtime included', async () => {
    const { rows } = await readRecorded(rotations, answer, { about: '0022200552' })
    const on = (time: number, home: boolean): number =>
      rows.filter(
        ({ is_home: isHome, in_time: from, out_time: to }) =>
          isHome === home && Number(from) <= time && time < Number(to),
      ).length
    for (let time = 5; time < 53 * 600; time += 10) expect([on(time, true), on(time, false)]).toEqual([5, 5])
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(rotations, answer)).toEqual([])
  })
})
