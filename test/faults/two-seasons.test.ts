import { faultTest } from './harness/fault-test.js'
import { TWO_SEASONS } from './harness/workload.js'
import { checkInvariants } from './invariants.js'

faultTest(
  'two concurrent syncs of seasons with the same players leave the same tables as one after the other',
  { expected: 'tables as after consecutive syncs; no deadlock, one pace for both', inCi: true },
  async ({ scene: open, report }) => {
    const scene = await open({ workload: TWO_SEASONS })
    await Promise.all([scene.startWorker(), scene.startWorker()])
    const ends = await Promise.all(TWO_SEASONS.seasons.map((season) => scene.sync(season)))
    const [deadlocks] = await scene.query<{ n: number }>(
      'select deadlocks::int as n from pg_stat_database where datname = current_database()',
    )
    if (deadlocks?.n !== 0) throw new Error(`${deadlocks?.n} deadlocks`)
    report(`${deadlocks.n} deadlocks`, ...(await checkInvariants(scene, ...ends)))
  },
)
