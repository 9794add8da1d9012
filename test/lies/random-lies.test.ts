import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lieOf } from './lies.js'
import { available, LyingSeason, SIXTY_GAMES } from './lying-season.js'
import { Random } from './random.js'
import { unprovable } from './unprovable.js'

/** Lies that are told; CI tells fewer. */
const LIES = Number(process.env.SEASON_SYNC_LIES ?? 60)
const SEED = Number(process.env.SEASON_SYNC_LIES_SEED ?? 20_261_126)

/** At most this share of the lies may be of the kinds that nothing can tell. */
const UNPROVABLE_SHARE = 0.1

/** Every fourth lie comes with the first sync of an empty database. */
const FIRST = 4

describe.skipIf(!available)(`a season whose source lies (seed ${SEED})`, () => {
  let season: LyingSeason
  const believed: string[] = []
  beforeAll(async () => {
    season = await LyingSeason.start()
  })
  afterAll(() => season.close())

  it.each(Array.from({ length: LIES }, (_, i) => i + 1))(
    'is not believed, or nothing could tell: lie %i',
    async (i) => {
      const { source } = season
      const lie = lieOf(new Random(SEED * 1_000 + i), source.paths, (path) => source.body(path))
      const first = i % FIRST === 0
      const { outcome, cause, differences, healed } = await season.tell(
        lie,
        first ? SIXTY_GAMES.more : lie.only,
        { first },
      )
      const isBelieved = outcome === 'succeeded' && differences.length > 0
      const columns = differences.map(({ table, column }) => `${table}.${column}`).join(', ')
      if (isBelieved) believed.push(`${lie.title} (${columns})`)
      console.log(
        `${i} ${first ? 'first' : 'stored'}: ${lie.title}: ${outcome}${isBelieved ? ', believed' : ''}`,
      )
      const provable = differences.filter(({ table, column }) => unprovable(table, column) === undefined)
      const said = { lie: lie.title, first, outcome, cause }
      expect({ ...said, healed, believed: isBelieved ? provable : [] }).toEqual({
        ...said,
        healed: true,
        believed: [],
      })
    },
  )

  it('tells few lies that nothing can tell', () => {
    expect(believed.length, believed.join('\n')).toBeLessThanOrEqual(Math.ceil(LIES * UNPROVABLE_SHARE))
  })
})
