import { setTimeout as sleep } from 'node:timers/promises'
import { faultTest, onlyCi } from './harness/fault-test.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { holdAfterFault } from './invariants.js'

for (const server of ['postgres', 'temporal'] as const) {
  faultTest(
    `lets a worker start that finds no ${server === 'postgres' ? 'Postgres' : 'Temporal'} yet`,
    { expected: 'it waits until the server is there, then works', inCi: server === 'postgres' },
    async ({ scene: open, stack, saw }) => {
      const scene = await open({ workload: OPENING_WEEKS })
      await stack[server].end('SIGTERM')
      const since = performance.now()
      const [worker] = await Promise.all([
        scene.startWorker(),
        (async () => {
          await sleep(AWAY_MS)
          await stack[server].start()
        })(),
      ])
      saw(
        `ready after ${Math.round((performance.now() - since) / 1000)} s, the server was away for ${AWAY_MS / 1000} s`,
      )
      if (!worker.running) throw new Error('the worker has ended')
      saw(...(await holdAfterFault(scene, await scene.sync())))
    },
  )
}

/** As long as a server of a machine that is starting up may take. */
const AWAY_MS = onlyCi ? 3_000 : 20_000
