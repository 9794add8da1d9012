import { afterAll, beforeAll, inject, it } from 'vitest'
import { messageOf } from '../../../src/errors.js'
import { Rng } from '../../../src/sandbox/league/rng.js'
import { replayAvailable } from '../../real/replay.js'
import { Scene, type SceneOptions } from './scene.js'
import { Stack } from './stack.js'
import { addRow } from './table.js'

/** The tools that the body of a fault test gets. */
export interface Trial {
  readonly stack: Stack
  /** Random numbers that depend only on the suite's seed and the test's name. */
  readonly random: Rng
  /** Opens a scene, which is closed when the test ends. */
  readonly scene: (options: SceneOptions) => Promise<Scene>
  /** Adds measured facts to the test's row of the table. */
  readonly report: (...facts: readonly string[]) => void
  /** Adds a row of its own for one of several faults that the test causes. */
  readonly reportFault: (fault: string, expected: string, ...facts: readonly string[]) => void
}

export interface FaultOptions {
  /** The expected result, for the table. */
  readonly expected: string
  /** CI runs the test (SEASON_SYNC_FAULTS=ci); the other tests take too long for every change. */
  readonly inCi?: boolean
  /** Time for the test, milliseconds; that of the configuration by default. */
  readonly timeoutMs?: number
}

/** Whether only CI's part of the suite runs. */
export const onlyCi = process.env.SEASON_SYNC_FAULTS === 'ci'

/** A list of the tests (SEASON_SYNC_FAULTS_LISTED) would not have those that are skipped. */
const isSkipped = !replayAvailable && process.env.SEASON_SYNC_FAULTS_LISTED === undefined

let stack: Stack
if (replayAvailable) {
  beforeAll(async () => {
    stack = new Stack()
    await stack.start()
  }, 900_000) // The first run on a machine may have to build Temporal.
  afterAll(() => stack.close())
} else {
  process.stdout.write(
    'The fault suite is skipped: the recorded seasons are not beside the project (../shared/nba-replay)\n',
  )
}

/** Defines a test of one fault; its reported facts become a row of the suite's table, whether it passes or fails. */
export function faultTest(
  fault: string,
  { expected, inCi = false, timeoutMs }: FaultOptions,
  body: (trial: Trial) => Promise<void>,
): void {
  if (onlyCi && !inCi) return
  // oxlint-disable-next-line vitest/valid-title -- the caller passes the sentence
  it.skipIf(isSkipped)(fault, { ...(timeoutMs !== undefined && { timeout: timeoutMs }) }, async () => {
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
        report: (...facts) => void seen.push(...facts),
        reportFault: (one, wanted, ...facts) =>
          addRow(inject('faultsFolder'), { fault: one, expected: wanted, seen: facts }),
      })
    } catch (error) {
      failure = messageOf(error)
      for (const { workers } of scenes)
        for (const worker of workers)
          console.error(`--- worker ${worker.pid}\n${worker.output().slice(-3000)}`)
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
