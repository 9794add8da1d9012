import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { waitUntilBlocked } from '../support/waiting.js'
import { faultTest } from './harness/fault-test.js'
import { answered } from './harness/points.js'
import { Proxy } from './harness/proxy.js'
import type { Scene } from './harness/scene.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { holdAfterFault } from './invariants.js'

for (const [how, signal, inCi] of [
  ['fast', 'SIGINT', false],
  ['immediate', 'SIGQUIT', true],
] as const) {
  faultTest(
    `finishes the season after Postgres was restarted (${how} shutdown)`,
    { expected: 'the same worker goes on; what was committed stays, what was not is done again', inCi },
    async ({ scene: open, stack, random, saw }) => {
      const scene = await open({ workload: { ...OPENING_WEEKS, pace: 20 } })
      await scene.startWorker()
      const sync = scene.sync()
      const at = random.int(5, 80)
      await answered(scene, at)
      await scene.upset(async () => {
        await stack.postgres.end(signal)
        const downMs = random.int(0, 3_000)
        await sleep(downMs)
        await stack.postgres.start()
        saw(`restarted after ${at} answers, away for ${downMs} ms`)
      })
      saw(...(await holdAfterFault(scene, await sync)))
    },
  )
}

faultTest(
  'merges a batch whose connection the server ends during COPY',
  { expected: 'the transaction is gone as a whole; the repeat merges the batch', inCi: true },
  async ({ scene: open, stack, random, saw }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    const way = await Proxy.start(() => stack.postgres.port)
    try {
      await scene.startWorker({ DATABASE_URL: through(way, scene) })
      const sync = scene.sync()
      const times = random.int(1, 3)
      await answered(scene, 1)
      for (let n = 0; n < times; n++) {
        await way.holdAfter('copy pg_temp.stage')
        await scene.until('a backend stands in COPY', async () => {
          const [row] = await scene.query<{ ended: boolean }>(
            `select pg_terminate_backend(pid) as ended from pg_stat_activity
             where datname = current_database() and state = 'active' and query like 'copy pg_temp.stage%' and wait_event = 'ClientRead'`,
          )
          return row?.ended ? true : undefined
        })
      }
      saw(`${times} backends ended in COPY`, ...(await holdAfterFault(scene, await sync)))
    } finally {
      await way.close()
    }
  },
)

faultTest(
  'waits for connections when the server has no more of them',
  { expected: 'the worker goes on once there are some again' },
  async ({ scene: open, random, saw }) => {
    const scene = await open({ workload: { ...OPENING_WEEKS, pace: 20 } })
    await scene.startWorker()
    const sync = scene.sync()
    await answered(scene, random.int(5, 60))
    await scene.upset(async () => {
      const taken = await takeAllConnections(scene)
      await sleep(random.int(3_000, 8_000))
      await Promise.all(taken.map((client) => client.end()))
      saw(`${taken.length} connections taken, the worker had none`)
    })
    saw(...(await holdAfterFault(scene, await sync)))
  },
)

faultTest(
  'waits for a table that somebody has locked for a minute',
  { expected: 'the merge waits, and goes on when the lock is gone' },
  async ({ scene: open, saw }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    await scene.startWorker()
    const sync = scene.sync()
    await answered(scene, 1)
    const client = await scene.pool.connect()
    await client.query('begin; lock table box_score_players in access exclusive mode')
    await waitUntilBlocked(scene.pool, 'create temp table stage')
    await sleep(60_000)
    await client.query('rollback')
    client.release()
    saw('locked for 60 s', ...(await holdAfterFault(scene, await sync)))
  },
)

/** The scene's database over another way. */
function through(way: Proxy, { databaseUrl }: Scene): string {
  const url = new URL(databaseUrl)
  url.port = String(way.port)
  return url.href
}

/** Takes every connection that the server has to give, those of the workers among them. */
async function takeAllConnections(scene: Scene): Promise<pg.Client[]> {
  const taken: pg.Client[] = []
  const mine = await scene.pool.connect()
  try {
    for (;;) {
      const client = new pg.Client({ connectionString: scene.databaseUrl, application_name: 'crowd' })
      client.on('error', () => undefined)
      const full = await client.connect().then(
        () => false,
        () => true,
      )
      if (!full) {
        taken.push(client)
        continue
      }
      const { rowCount } = await mine.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'season-sync'`,
      )
      if (rowCount === 0) return taken
    }
  } finally {
    mine.release()
  }
}
