import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { faultTest, onlyCi } from './harness/fault-test.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { checkInvariants } from './invariants.js'

for (const server of ['postgres', 'temporal'] as const) {
  faultTest(
    `a worker can start before ${server === 'postgres' ? 'Postgres' : 'Temporal'} does`,
    { expected: 'the worker waits until the server is up, then works', inCi: server === 'postgres' },
    async ({ scene: open, stack, report }) => {
      const scene = await open({ workload: OPENING_WEEKS })
      await stack[server].end('SIGTERM')
      const since = performance.now()
      const [worker] = await Promise.all([
        scene.startWorker(),
        (async () => {
          await sleep(DOWN_MS)
          await stack[server].start()
        })(),
      ])
      report(
        `ready after ${Math.round((performance.now() - since) / 1000)} s, the server was down for ${DOWN_MS / 1000} s`,
      )
      if (!worker.running) throw new Error('the worker has ended')
      report(...(await checkInvariants(scene, await scene.sync())))
    },
  )
}

faultTest(
  'the database does not take a starting worker for a minute',
  { expected: 'the worker says so, is never ready, and ends' },
  async ({ scene: open, report }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    await scene.query('alter table workers rename to workers_away')
    const since = performance.now()
    await expect(scene.startWorker()).rejects.toThrow(
      /^the worker ended with 1\n.*The worker cannot register itself .* Trying again for a minute\n/s,
    )
    report(`ended after ${Math.round((performance.now() - since) / 1000)} s`)
  },
)

/** Time that a server may need while its machine starts up. */
const DOWN_MS = onlyCi ? 3_000 : 20_000
