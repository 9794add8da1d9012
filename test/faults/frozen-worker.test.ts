import { setTimeout as sleep } from 'node:timers/promises'
import { versions } from '../real/tables.js'
import { waitUntilBlocked } from '../support/waiting.js'
import { faultTest } from './harness/fault-test.js'
import { HalfGameWatch } from './harness/half-games.js'
import { IN_FETCH, IN_MERGE } from './harness/points.js'
import { Proxy } from './harness/proxy.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { checkInvariants } from './invariants.js'

for (const [point, inCi] of [
  [IN_MERGE, false],
  [IN_FETCH, false],
] as const) {
  faultTest(
    `another worker finishes the season while the first is frozen in ${point.name}, and its late write changes nothing`,
    {
      expected:
        'the run ends while the worker is frozen; after it resumes, it sends no request and changes no row',
      inCi,
    },
    async ({ scene: open, report }) => {
      const scene = await open({ workload: OPENING_WEEKS })
      const frozen = await scene.startWorker()
      const reader = await HalfGameWatch.start(scene.databaseUrl)
      const sync = scene.sync()
      const release = await point.reach(scene)
      await scene.outage(async () => {
        frozen.freeze()
        await release()
        const since = performance.now()
        await scene.startWorker()
        const { outcome } = await sync
        report(`the run ${outcome} ${seconds(since)} s after the worker had been frozen`)
        if (!inCi) await sleep(Math.max(0, MINUTE_MS - (performance.now() - since)))
        const before = await versions(scene)
        const asked = (await scene.log()).length
        await frozen.stop() // It resumes, finishes what it had under way, and ends.
        const after = await versions(scene)
        const written = Object.keys(before).filter((table) => before[table] !== after[table])
        if (written.length > 0) throw new Error(`the frozen worker wrote rows of ${written.join(', ')}`)
        const again = (await scene.log()).length - asked
        if (again > 0)
          throw new Error(`the frozen worker sent ${again} requests that another worker had already sent`)
        report('its late write changed no row, and it sent no more request')
        const [held] = await scene.query<{ n: number }>(
          `select count(*)::int as n from raw_responses where outcome = 'Blocked'`,
        )
        // Only the request that the source leaves open is a real silence: the other answers arrived while the worker
        // was frozen.
        if (held === undefined || held.n > 1)
          throw new Error(`${held?.n} requests were taken for blocked because their worker had been frozen`)
        report(`${held.n} requests taken for blocked`)
      })
      report(...(await checkInvariants(scene, await sync)), await reader.assertNoHalfGame())
    },
  )
}

const MINUTE_MS = 60_000

/**
 * Time until the second worker has the batch: a task that Temporal gives to the unreachable worker is lost for a heartbeat
 * timeout, and that can happen more than once.
 */
const TO_SECOND_WORKER_MS = 4 * MINUTE_MS

faultTest(
  'a batch that two workers work on at once is merged once',
  { expected: 'the second worker waits for the first and finds its checkpoint', inCi: true },
  async ({ scene: open, stack, report }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    const proxy = await Proxy.start(() => stack.temporal.port)
    try {
      await scene.startWorker({ TEMPORAL_ADDRESS: `127.0.0.1:${proxy.port}` })
      const sync = scene.sync()
      const release = await IN_MERGE.reach(scene)
      await scene.outage(async () => {
        proxy.pause() // Temporal gets no heartbeat and considers the first worker dead.
        const since = performance.now()
        await scene.startWorker()
        await waitUntilBlocked(scene.pool, 'select pg_advisory_xact_lock', { timeoutMs: TO_SECOND_WORKER_MS })
        report(`two workers had the batch after ${seconds(since)} s`)
        await release()
        proxy.resume()
        report(...(await checkInvariants(scene, await sync)))
      })
    } finally {
      await proxy.close()
    }
  },
)

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000)
