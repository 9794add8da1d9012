import { afterAll, beforeAll, inject, it } from 'vitest'
import { messageOf } from '../../../src/errors.js'
import { Rng } from '../../../src/sandbox/league/rng.js'
import { replayIsThere } from '../../real/replay.js'
import { Scene, type SceneOptions } from './scene.js'
import { Stack } from './stack.js'
import { addRow } from './table.js'

/** What a test of a fault works with. */
export interface Trial {
  readonly stack: Stack
  /** Chance that follows from the suite's seed and the test's name alone. */
  readonly random: Rng
  /** Opens a scene that ends with the test. */
  readonly scene: (options: SceneOptions) => Promise<Scene>
  /** Notes measured facts for the table. */
  readonly saw: (...facts: readonly string[]) => void
  /** The same for one of several faults that the test brings about at once: a line of its own. */
  readonly sawOf: (fault: string, expected: string, ...facts: readonly string[]) => void
}

export interface FaultOptions {
  /** What must be seen, for the table. */
  readonly expected: string
  /** Part of what CI runs (SEASON_SYNC_FAULTS=ci); the rest takes too long for every change. */
  readonly inCi?: boolean
}

/** Only what CI runs. */
export const onlyCi = process.env.SEASON_SYNC_FAULTS === 'ci'

let stack: Stack
if (replayIsThere) {
  beforeAll(async () => {
    stack = new Stack()
    await stack.start()
  }, 900_000) // the first run on a machine may have to build Temporal
  afterAll(() => stack.close())
} else {
  process.stdout.write(
    'The fault suite is skipped: the recorded seasons are not beside the project (../shared/nba-replay)\n',
  )
}

/** Defines a test of one fault; what it saw becomes a line of the suite's table, whether it passes or fails. */
export function faultTest(
  fault: string,
  { expected, inCi = false }: FaultOptions,
  body: (trial: Trial) => Promise<void>,
): void {
  if (onlyCi && !inCi) return
  // oxlint-disable-next-line vitest/valid-title -- the caller's sentence
  it.skipIf(!replayIsThere)(fault, async () => {
    const started = performance.now()
    const seen: string[] = []
    const scenes: Scene[] = []
    let failure: string | undefined
    try {
      await stack.restore()
      await body({
        stack,
        random: new Rng(inject('faultsSeed'), fault),
        scene: async (options) => {
          const scene = await Scene.open(stack, options)
          scenes.push(scene)
          return scene
        },
        saw: (...facts) => void seen.push(...facts),
        sawOf: (one, wanted, ...facts) =>
          addRow(inject('faultsFolder'), { fault: one, expected: wanted, seen: facts }),
      })
    } catch (error) {
      failure = messageOf(error)
      for (const { workers } of scenes)
        for (const worker of workers) console.error(`--- worker ${worker.pid}\n${worker.said().slice(-3000)}`)
      throw error
    } finally {
      const seconds = (performance.now() - started) / 1000
      addRow(inject('faultsFolder'), {
        fault,
        expected,
        seen,
        seconds,
        ...(failure !== undefined && { failure }),
      })
      await Promise.all(scenes.map((scene) => scene.close()))
    }
  })
}
