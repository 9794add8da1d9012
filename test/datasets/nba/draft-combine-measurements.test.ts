import { describe, expect, it } from 'vitest'
import draftCombineMeasurements from '../../../src/datasets/nba/draft-combine-measurements.js'
import { digits, readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.DraftCombinePlayerAnthro.json.gz')

describe.skipIf(answer === undefined)('draft_combine_measurements of a recorded answer', () => {
  it('has a row of draft_combine_measurements for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(draftCombineMeasurements, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(of('draft_combine_measurements')).toEqual(
      rowsOf(answer, 'Results').map((line) => ({
        season: scope.season,
        player_id: line.PLAYER_ID,
        first_name: words(line.FIRST_NAME),
        last_name: words(line.LAST_NAME),
        position: words(line.POSITION),
        height_without_shoes: line.HEIGHT_WO_SHOES,
        height_with_shoes: line.HEIGHT_W_SHOES,
        weight_pounds: digits(line.WEIGHT),
        body_fat_pct: line.BODY_FAT_PCT,
        wingspan: line.WINGSPAN,
        standing_reach: line.STANDING_REACH,
        hand_length: line.HAND_LENGTH,
        hand_width: line.HAND_WIDTH,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(draftCombineMeasurements, answer)).toEqual([])
  })
})
