import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from './kinds-of-lies.js'
import { available, LyingSeason, type Told } from './lying-season.js'
import { partOf } from './part.js'
import { SEASON_2025_26 } from './season-2025-26.js'
import { SUMS_OF_REAL_LINES } from './sums-of-real-lines.js'
import { tellAll } from './tell-all.js'
import { mayBeBelieved } from './unprovable-measures.js'

const SEASONS: Readonly<Record<string, Told>> = {
  'whose statistics are recorded': SEASON_2025_26,
  'whose statistics are the sums of real lines': SUMS_OF_REAL_LINES,
}

/** Kinds that CI tells of each season: one takes half a minute. */
const FEW_KINDS = 1

// All datasets of a season lie in the same way at once: a lie costs two syncs, not two for each dataset.
describe.skipIf(!available).each(Object.entries(SEASONS))('a season %s', (_which, told) => {
  let season: LyingSeason | undefined
  beforeAll(async () => {
    season = await LyingSeason.start(told)
  })
  afterAll(() => season?.close())

  it.each(partOf(Object.entries(KINDS), FEW_KINDS))(
    'is not believed, or nothing could tell, where each answer %s',
    async (kind, change) => {
      if (season === undefined) throw new Error('no season')
      const { healed, endings } = await tellAll(season, told, change)
      const all = Object.entries(endings)
      console.log(`${told.season}: each answer ${kind}: ${all.map((ending) => ending.join(' ')).join(', ')}`)
      const unexplained = all.filter(
        ([dataset, ending]) => mayBeBelieved(told.season, dataset, kind, ending) === undefined,
      )
      expect({ healed, lying: all.length > 0, unexplained }).toEqual({
        healed: true,
        lying: true,
        unexplained: [],
      })
    },
  )
})
