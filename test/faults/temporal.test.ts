import { setTimeout as sleep } from 'node:timers/promises'
import { faultTest } from './harness/fault-test.js'
import { HalfGameWatch } from './harness/half-games.js'
import { answered } from './harness/points.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { holdAfterFault } from './invariants.js'

faultTest(
  'finishes the season after Temporal was killed and started again',
  { expected: 'the same worker and command go on; nothing is asked twice that was archived', inCi: true },
  async ({ scene: open, stack, random, saw }) => {
    const scene = await open({ workload: { ...OPENING_WEEKS, pace: 20 } })
    await scene.startWorker()
    const reader = await HalfGameWatch.start(scene.databaseUrl)
    const sync = scene.sync()
    const at = random.int(5, 80)
    await answered(scene, at)
    await scene.upset(async () => {
      await stack.temporal.end('SIGKILL')
      const downMs = random.int(1_000, 5_000)
      await sleep(downMs)
      await stack.temporal.start()
      saw(`killed after ${at} answers, away for ${downMs} ms`)
    })
    saw(...(await holdAfterFault(scene, await sync)), await reader.neverSawHalf())
  },
)
