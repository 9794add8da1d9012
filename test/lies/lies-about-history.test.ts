import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FURTHER_KINDS } from './further-kinds.js'
import { HISTORY_2025_26 } from './history-2025-26.js'
import { available, LyingSeason, type Told } from './lying-season.js'
import { partOf } from './part.js'
import { PEOPLE, SUMMARY } from './people.js'
import { tellAll } from './tell-all.js'
import { mayBeBelieved, mayStay } from './unprovable-history.js'

const TOLD: Readonly<Record<string, Told>> = {
  'teams and their history': HISTORY_2025_26,
  'people of a game': PEOPLE,
  'the summary of a game': SUMMARY,
}

/** Kinds that CI tells of each. */
const FEW_KINDS = 1

describe.skipIf(!available).each(Object.entries(TOLD))('%s', (_which, told) => {
  let season: LyingSeason | undefined
  beforeAll(async () => {
    season = await LyingSeason.start(told)
  })
  afterAll(() => season?.close())

  it.each(partOf(Object.entries(FURTHER_KINDS), FEW_KINDS))(
    'are not believed, or nothing could tell, where each answer %s',
    async (kind, change) => {
      if (season === undefined) throw new Error('no season')
      const { healed, endings } = await tellAll(season, told, change)
      const all = Object.entries(endings)
      console.log(`${told.season}: each answer ${kind}: ${all.map((ending) => ending.join(' ')).join(', ')}`)
      const unexplained = all.filter(
        ([dataset, ending]) => mayBeBelieved(dataset, kind, ending) === undefined,
      )
      expect({ healed: healed || mayStay(kind) !== undefined, unexplained }).toEqual({
        healed: true,
        unexplained: [],
      })
    },
  )
})
