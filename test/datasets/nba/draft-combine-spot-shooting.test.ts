import { describe, expect, it } from 'vitest'
import draftCombineSpotShooting from '../../../src/datasets/nba/draft-combine-spot-shooting.js'
import { readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.DraftCombineSpotShooting.json.gz')

describe.skipIf(answer === undefined)('draft_combine_spot_shooting of a recorded answer', () => {
  it('has a row of draft_combine_spot_shooting for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(draftCombineSpotShooting, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(of('draft_combine_spot_shooting')).toEqual(
      rowsOf(answer, 'Results').map((line) => ({
        season: scope.season,
        player_id: line.PLAYER_ID,
        first_name: words(line.FIRST_NAME),
        last_name: words(line.LAST_NAME),
        position: words(line.POSITION),
        fifteen_corner_left_made: line.FIFTEEN_CORNER_LEFT_MADE,
        fifteen_corner_left_attempted: line.FIFTEEN_CORNER_LEFT_ATTEMPT,
        fifteen_break_left_made: line.FIFTEEN_BREAK_LEFT_MADE,
        fifteen_break_left_attempted: line.FIFTEEN_BREAK_LEFT_ATTEMPT,
        fifteen_top_key_made: line.FIFTEEN_TOP_KEY_MADE,
        fifteen_top_key_attempted: line.FIFTEEN_TOP_KEY_ATTEMPT,
        fifteen_break_right_made: line.FIFTEEN_BREAK_RIGHT_MADE,
        fifteen_break_right_attempted: line.FIFTEEN_BREAK_RIGHT_ATTEMPT,
        fifteen_corner_right_made: line.FIFTEEN_CORNER_RIGHT_MADE,
        fifteen_corner_right_attempted: line.FIFTEEN_CORNER_RIGHT_ATTEMPT,
        college_corner_left_made: line.COLLEGE_CORNER_LEFT_MADE,
        college_corner_left_attempted: line.COLLEGE_CORNER_LEFT_ATTEMPT,
        college_break_left_made: line.COLLEGE_BREAK_LEFT_MADE,
        college_break_left_attempted: line.COLLEGE_BREAK_LEFT_ATTEMPT,
        college_top_key_made: line.COLLEGE_TOP_KEY_MADE,
        college_top_key_attempted: line.COLLEGE_TOP_KEY_ATTEMPT,
        college_break_right_made: line.COLLEGE_BREAK_RIGHT_MADE,
        college_break_right_attempted: line.COLLEGE_BREAK_RIGHT_ATTEMPT,
        college_corner_right_made: line.COLLEGE_CORNER_RIGHT_MADE,
        college_corner_right_attempted: line.COLLEGE_CORNER_RIGHT_ATTEMPT,
        nba_corner_left_made: line.NBA_CORNER_LEFT_MADE,
        nba_corner_left_attempted: line.NBA_CORNER_LEFT_ATTEMPT,
        nba_break_left_made: line.NBA_BREAK_LEFT_MADE,
        nba_break_left_attempted: line.NBA_BREAK_LEFT_ATTEMPT,
        nba_top_key_made: line.NBA_TOP_KEY_MADE,
        nba_top_key_attempted: line.NBA_TOP_KEY_ATTEMPT,
        nba_break_right_made: line.NBA_BREAK_RIGHT_MADE,
        nba_break_right_attempted: line.NBA_BREAK_RIGHT_ATTEMPT,
        nba_corner_right_made: line.NBA_CORNER_RIGHT_MADE,
        nba_corner_right_attempted: line.NBA_CORNER_RIGHT_ATTEMPT,
        fifteen_corner_left_pct: line.FIFTEEN_CORNER_LEFT_PCT,
        fifteen_break_left_pct: line.FIFTEEN_BREAK_LEFT_PCT,
        fifteen_top_key_pct: line.FIFTEEN_TOP_KEY_PCT,
        fifteen_break_right_pct: line.FIFTEEN_BREAK_RIGHT_PCT,
        fifteen_corner_right_pct: line.FIFTEEN_CORNER_RIGHT_PCT,
        college_corner_left_pct: line.COLLEGE_CORNER_LEFT_PCT,
        college_break_left_pct: line.COLLEGE_BREAK_LEFT_PCT,
        college_top_key_pct: line.COLLEGE_TOP_KEY_PCT,
        college_break_right_pct: line.COLLEGE_BREAK_RIGHT_PCT,
        college_corner_right_pct: line.COLLEGE_CORNER_RIGHT_PCT,
        nba_corner_left_pct: line.NBA_CORNER_LEFT_PCT,
        nba_break_left_pct: line.NBA_BREAK_LEFT_PCT,
        nba_top_key_pct: line.NBA_TOP_KEY_PCT,
        nba_break_right_pct: line.NBA_BREAK_RIGHT_PCT,
        nba_corner_right_pct: line.NBA_CORNER_RIGHT_PCT,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(draftCombineSpotShooting, answer)).toEqual([])
  })
})
