import { describe, expect, it } from 'vitest'
import draftCombineMovingShooting from '../../../src/datasets/nba/draft-combine-moving-shooting.js'
import { readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.DraftCombineNonStationaryShooting.json.gz')

describe.skipIf(answer === undefined)('draft_combine_moving_shooting of a recorded answer', () => {
  it('has a row of draft_combine_moving_shooting for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(draftCombineMovingShooting, answer, {
      season: '2025-26',
    })
    expect(refused).toEqual([])
    expect(of('draft_combine_moving_shooting')).toEqual(
      rowsOf(answer, 'Results').map((line) => ({
        season: scope.season,
        player_id: line.PLAYER_ID,
        first_name: words(line.FIRST_NAME),
        last_name: words(line.LAST_NAME),
        position: words(line.POSITION),
        off_dribble_fifteen_break_left_made: line.OFF_DRIB_FIFTEEN_BREAK_LEFT_MADE,
        off_dribble_fifteen_break_left_attempted: line.OFF_DRIB_FIFTEEN_BREAK_LEFT_ATTEMPT,
        off_dribble_fifteen_top_key_made: line.OFF_DRIB_FIFTEEN_TOP_KEY_MADE,
        off_dribble_fifteen_top_key_attempted: line.OFF_DRIB_FIFTEEN_TOP_KEY_ATTEMPT,
        off_dribble_fifteen_break_right_made: line.OFF_DRIB_FIFTEEN_BREAK_RIGHT_MADE,
        off_dribble_fifteen_break_right_attempted: line.OFF_DRIB_FIFTEEN_BREAK_RIGHT_ATTEMPT,
        off_dribble_college_break_left_made: line.OFF_DRIB_COLLEGE_BREAK_LEFT_MADE,
        off_dribble_college_break_left_attempted: line.OFF_DRIB_COLLEGE_BREAK_LEFT_ATTEMPT,
        off_dribble_college_top_key_made: line.OFF_DRIB_COLLEGE_TOP_KEY_MADE,
        off_dribble_college_top_key_attempted: line.OFF_DRIB_COLLEGE_TOP_KEY_ATTEMPT,
        off_dribble_college_break_right_made: line.OFF_DRIB_COLLEGE_BREAK_RIGHT_MADE,
        off_dribble_college_break_right_attempted: line.OFF_DRIB_COLLEGE_BREAK_RIGHT_ATTEMPT,
        on_move_fifteen_made: line.ON_MOVE_FIFTEEN_MADE,
        on_move_fifteen_attempted: line.ON_MOVE_FIFTEEN_ATTEMPT,
        on_move_college_made: line.ON_MOVE_COLLEGE_MADE,
        on_move_college_attempted: line.ON_MOVE_COLLEGE_ATTEMPT,
        off_dribble_fifteen_break_left_pct: line.OFF_DRIB_FIFTEEN_BREAK_LEFT_PCT,
        off_dribble_fifteen_top_key_pct: line.OFF_DRIB_FIFTEEN_TOP_KEY_PCT,
        off_dribble_fifteen_break_right_pct: line.OFF_DRIB_FIFTEEN_BREAK_RIGHT_PCT,
        off_dribble_college_break_left_pct: line.OFF_DRIB_COLLEGE_BREAK_LEFT_PCT,
        off_dribble_college_top_key_pct: line.OFF_DRIB_COLLEGE_TOP_KEY_PCT,
        off_dribble_college_break_right_pct: line.OFF_DRIB_COLLEGE_BREAK_RIGHT_PCT,
        on_move_fifteen_pct: line.ON_MOVE_FIFTEEN_PCT,
        on_move_college_pct: line.ON_MOVE_COLLEGE_PCT,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(draftCombineMovingShooting, answer)).toEqual([])
  })
})
