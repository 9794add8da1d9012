import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AnswerTable } from './answer-table.js'
import { LyingSeason, type Told } from './lying-season.js'
import { partOf } from './part.js'
import { tellAll, type Ending } from './tell-all.js'

/** Kinds that CI tells of each season: one takes half a minute. */
const FEW_KINDS = 1

/** A kind of lie that was told to a season, and what became of it. */
export interface ToldKind {
  readonly kind: string
  /** One sync of the truth has brought all tables back. */
  readonly healed: boolean
  /** Of each dataset that lied: how it ended. */
  readonly endings: readonly (readonly [dataset: string, ending: Ending])[]
}

/** Tests of one season, a test a kind: all of its datasets lie in the same way at once, which costs two syncs, not two each. */
export function tellEach(
  title: string,
  told: Told,
  kinds: Readonly<Record<string, (table: AnswerTable) => void>>,
  judge: (of: ToldKind) => { readonly found: object; readonly wanted: object },
): void {
  let season: LyingSeason | undefined
  beforeAll(async () => {
    season = await LyingSeason.start(told)
  })
  afterAll(() => season?.close())

  it.each(partOf(Object.entries(kinds), FEW_KINDS))(`${title} %s`, async (kind, change) => {
    if (season === undefined) throw new Error('no season')
    const { healed, endings } = await tellAll(season, told, change)
    const all = Object.entries(endings)
    console.log(`${told.season}: each answer ${kind}: ${all.map((ending) => ending.join(' ')).join(', ')}`)
    const { found, wanted } = judge({ kind, healed, endings: all })
    expect(found).toEqual(wanted)
  })
}
