import { describe, expect, it } from 'vitest'
import draftCombineDrills from '../../../src/datasets/nba/draft-combine-drills.js'
import { digits, readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.DraftCombineDrillResults.json.gz')

describe.skipIf(answer === undefined)('draft_combine_drills of a recorded answer', () => {
  it('has a row of draft_combine_drills for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(draftCombineDrills, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(of('draft_combine_drills')).toEqual(
      rowsOf(answer, 'Results').map((line) => ({
        season: scope.season,
        player_id: line.PLAYER_ID,
        first_name: words(line.FIRST_NAME),
        last_name: words(line.LAST_NAME),
        position: words(line.POSITION),
        standing_vertical_leap: line.STANDING_VERTICAL_LEAP,
        max_vertical_leap: line.MAX_VERTICAL_LEAP,
        lane_agility: line.LANE_AGILITY_TIME,
        shuttle_run: line.MODIFIED_LANE_AGILITY_TIME,
        three_quarter_sprint: line.THREE_QUARTER_SPRINT,
        bench_press: digits(line.BENCH_PRESS),
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(draftCombineDrills, answer)).toEqual([])
  })
})
