import { setTimeout as sleep } from 'node:timers/promises'
import { versions } from '../real/tables.js'
import { waitUntilBlocked } from '../support/waiting.js'
import { faultTest } from './harness/fault-test.js'
import { HalfGameWatch } from './harness/half-games.js'
import { IN_FETCH, IN_MERGE } from './harness/points.js'
import { Proxy } from './harness/proxy.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { holdAfterFault } from './invariants.js'

for (const [point, inCi] of [
  [IN_MERGE, false],
  [IN_FETCH, false],
] as const) {
  faultTest(
    `another worker finishes the season while one is frozen in ${point.name}, whose late write does nothing`,
    {
      expected:
        'the run ends while the worker stands still; when it wakes up it asks for nothing and no row changes',
      inCi,
    },
    async ({ scene: open, saw }) => {
      const scene = await open({ workload: OPENING_WEEKS })
      const frozen = await scene.startWorker()
      const reader = await HalfGameWatch.start(scene.databaseUrl)
      const sync = scene.sync()
      const release = await point.reach(scene)
      await scene.upset(async () => {
        frozen.freeze()
        await release()
        const since = performance.now()
        await scene.startWorker()
        const { outcome } = await sync
        saw(`the run ${outcome} ${seconds(since)} s after the worker had been frozen`)
        if (!inCi) await sleep(Math.max(0, MINUTE_MS - (performance.now() - since)))
        const before = await versions(scene)
        const asked = (await scene.log()).length
        await frozen.stop() // it wakes up and ends what it had under way
        const after = await versions(scene)
        const written = Object.keys(before).filter((table) => before[table] !== after[table])
        if (written.length > 0) throw new Error(`the frozen worker wrote rows of ${written.join(', ')}`)
        const again = (await scene.log()).length - asked
        if (again > 0) throw new Error(`the frozen worker asked ${again} times for what others had brought`)
        saw('its late write changed no row, and it asked for nothing more')
        const [held] = await scene.query<{ n: number }>(
          `select count(*)::int as n from raw_responses where outcome = 'Blocked'`,
        )
        // The one that the source keeps waiting is silence indeed; of the others' answers only the reader stood still.
        if (held === undefined || held.n > 1)
          throw new Error(`${held?.n} requests were taken for blocked because their worker had been frozen`)
        saw(`${held.n} requests taken for blocked`)
      })
      saw(...(await holdAfterFault(scene, await sync)), await reader.neverSawHalf())
    },
  )
}

const MINUTE_MS = 60_000

/** A task that Temporal hands to a poll of the worker that it cannot reach is lost for a heartbeat timeout, more than once. */
const TO_OTHERS_MS = 4 * MINUTE_MS

faultTest(
  'merges a batch once that two workers have in hand at once',
  { expected: 'the second waits for the first and finds its checkpoint', inCi: true },
  async ({ scene: open, stack, saw }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    const way = await Proxy.start(() => stack.temporal.port)
    try {
      await scene.startWorker({ TEMPORAL_ADDRESS: `127.0.0.1:${way.port}` })
      const sync = scene.sync()
      const release = await IN_MERGE.reach(scene)
      await scene.upset(async () => {
        way.pause() // Temporal hears no heartbeat, and takes the first worker for dead
        const since = performance.now()
        await scene.startWorker()
        await waitUntilBlocked(scene.pool, 'select pg_advisory_xact_lock', { timeoutMs: TO_OTHERS_MS })
        saw(`the batch was in two hands after ${seconds(since)} s`)
        await release()
        way.resume()
        saw(...(await holdAfterFault(scene, await sync)))
      })
    } finally {
      await way.close()
    }
  },
)

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000)
