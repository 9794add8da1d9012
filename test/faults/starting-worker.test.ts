import { setTimeout as sleep } from 'node:timers/promises'
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

/** Time that a server may need while its machine starts up. */
const DOWN_MS = onlyCi ? 3_000 : 20_000
