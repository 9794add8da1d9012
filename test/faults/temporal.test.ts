import { setTimeout as sleep } from 'node:timers/promises'
import { faultTest } from './harness/fault-test.js'
import { HalfGameWatch } from './harness/half-games.js'
import { boxScoresArchived } from './harness/points.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { checkInvariants } from './invariants.js'

faultTest(
  'a sync finishes the season after Temporal was killed and started again',
  { expected: 'the same worker and command continue; no archived answer is requested again', inCi: true },
  async ({ scene: open, stack, random, report }) => {
    const scene = await open({ workload: { ...OPENING_WEEKS, pace: 20 } })
    await scene.startWorker()
    const reader = await HalfGameWatch.start(scene.databaseUrl)
    const sync = scene.sync()
    const at = random.int(5, 80)
    await boxScoresArchived(scene, at)
    await scene.outage(async () => {
      await stack.temporal.end('SIGKILL')
      const downMs = random.int(1_000, 5_000)
      await sleep(downMs)
      await stack.temporal.start()
      report(`killed after ${at} answers, down for ${downMs} ms`)
    })
    report(...(await checkInvariants(scene, await sync)), await reader.assertNoHalfGame())
  },
)
