import { faultTest } from './harness/fault-test.js'
import { TWO_SEASONS } from './harness/workload.js'
import { holdAfterFault } from './invariants.js'

faultTest(
  'syncs two seasons of the same players at once as if one had followed the other',
  { expected: 'the tables equal those of one after the other; no deadlock, one pace for both', inCi: true },
  async ({ scene: open, saw }) => {
    const scene = await open({ workload: TWO_SEASONS })
    await Promise.all([scene.startWorker(), scene.startWorker()])
    const ends = await Promise.all(TWO_SEASONS.seasons.map((season) => scene.sync(season)))
    const [deadlocks] = await scene.query<{ n: number }>(
      'select deadlocks::int as n from pg_stat_database where datname = current_database()',
    )
    if (deadlocks?.n !== 0) throw new Error(`${deadlocks?.n} deadlocks`)
    saw(`${deadlocks.n} deadlocks`, ...(await holdAfterFault(scene, ...ends)))
  },
)
