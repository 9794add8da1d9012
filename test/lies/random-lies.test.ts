import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayAvailable, startReplay, type Replay } from '../real/replay.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { HonestCopy, type Difference } from './honest-copy.js'
import { lieOf, type Lie } from './lies.js'
import { LyingSource } from './lying-source.js'
import { Random } from './random.js'
import { unprovable } from './unprovable.js'

/** Lies that are told; CI tells fewer. */
const LIES = Number(process.env.SEASON_SYNC_LIES ?? 60)
const SEED = Number(process.env.SEASON_SYNC_LIES_SEED ?? 20_261_126)

/** Of the lies that change a stored row at most this share may be of the kinds that nothing can tell. */
const UNPROVABLE_SHARE = 0.1

/** Every fourth lie comes with the first sync of an empty database. */
const FIRST = 4

/** A program beside the project that makes a season of the first 60 games of 2018-19. */
const smallSeason = fileURLToPath(new URL('../../../shared/lies/mini.py', import.meta.url))
const SEASON = '2026-27'
const DATASETS = [
  'teams',
  'players',
  'player_seasons',
  'games',
  'team_game_logs',
  'player_game_logs',
  'standings',
]

const available = replayAvailable && spawnSync('python3', ['--version']).status === 0

interface Told {
  readonly outcome: string
  readonly cause: string | null
  readonly differences: readonly Difference[]
  /** After the lie was taken away one sync succeeded and brought all tables back. */
  readonly healed: boolean
}

describe.skipIf(!available)(`a season whose source lies (seed ${SEED})`, () => {
  let folder: string
  let replay: Replay
  let source: LyingSource
  let environment: SyncEnvironment
  let honest: HonestCopy
  const believed: string[] = []

  const sync = async (more: readonly string[]): Promise<{ outcome: string; cause: string | null }> => {
    try {
      return await environment.sync({ season: SEASON, only: [...DATASETS, ...more] })
    } catch (error) {
      return { outcome: 'failed', cause: String(error) }
    }
  }
  /** Fills the database with what the honest source says. */
  const learn = async (): Promise<void> => {
    source.tell(undefined)
    await environment.reset()
    const { outcome, cause } = await sync(['box_scores', 'play_by_play'])
    if (outcome !== 'succeeded') throw new Error(`the honest season ends ${outcome}: ${cause}`)
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lies-'))
    spawnSync('python3', [smallSeason, folder])
    replay = await startReplay('--data', folder)
    source = await LyingSource.start(replay.url)
    environment = await startSyncEnvironment({ today: '2026-11-25' })
    await environment.restartWorkers(source.url)
    await learn()
    honest = await HonestCopy.of(environment.database.pool)
  })
  afterAll(async () => {
    await environment.close()
    await source.close()
    await replay.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Tells a lie, and then the truth again. */
  async function tell(lie: Lie, first: boolean): Promise<Told> {
    if (first) await environment.reset()
    const only = first ? ['box_scores', 'play_by_play'] : lie.only
    source.tell(lie)
    const { outcome, cause } = await sync(only)
    const differences = await honest.differences()
    source.tell(undefined)
    const after = await sync(only)
    const healed = after.outcome === 'succeeded' && (await honest.differences()).length === 0
    if (!healed) await learn()
    return { outcome, cause, differences, healed }
  }

  it.each(Array.from({ length: LIES }, (_, i) => i + 1))(
    'is not believed, or could not be told: lie %i',
    async (i) => {
      const random = new Random(SEED * 1_000 + i)
      const lie = lieOf(random, source.paths, (path) => source.body(path))
      const first = i % FIRST === 0
      const { outcome, cause, differences, healed } = await tell(lie, first)
      const isBelieved = outcome === 'succeeded' && differences.length > 0
      if (isBelieved)
        believed.push(
          `${lie.title} (${differences.map(({ table, column }) => `${table}.${column}`).join(', ')})`,
        )
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
