import { faultTest } from './harness/fault-test.js'
import { HalfGameWatch } from './harness/half-games.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { holdAfterFault, unchangedRowsStay } from './invariants.js'

faultTest(
  'holds every promise when nothing is disturbed',
  { expected: 'succeeded; the measure for all others', inCi: true },
  async ({ scene: open, saw }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    await scene.startWorker()
    const reader = await HalfGameWatch.start(scene.databaseUrl)
    const end = await scene.sync()
    saw(await reader.neverSawHalf(), ...(await holdAfterFault(scene, end)))
    saw(await unchangedRowsStay(scene, () => scene.sync()))
  },
)
