import { faultTest } from './harness/fault-test.js'
import { HalfGameWatch } from './harness/half-games.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { checkInvariants, unchangedRowsStay } from './invariants.js'

faultTest(
  'every invariant holds for a sync that is not disturbed',
  { expected: 'succeeded; the reference for all other tests', inCi: true },
  async ({ scene: open, report }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    await scene.startWorker()
    const reader = await HalfGameWatch.start(scene.databaseUrl)
    const end = await scene.sync()
    report(await reader.assertNoHalfGame(), ...(await checkInvariants(scene, end)))
    report(await unchangedRowsStay(scene, () => scene.sync()))
  },
)
