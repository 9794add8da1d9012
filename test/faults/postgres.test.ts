import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { waitUntilBlocked } from '../support/waiting.js'
import { faultTest } from './harness/fault-test.js'
import { boxScoresArchived } from './harness/points.js'
import { Proxy } from './harness/proxy.js'
import type { Scene } from './harness/scene.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { checkInvariants } from './invariants.js'

for (const [how, signal, inCi] of [
  ['fast', 'SIGINT', false],
  ['immediate', 'SIGQUIT', true],
] as const) {
  faultTest(
    `a sync finishes the season after Postgres was restarted (${how} shutdown)`,
    { expected: 'the same worker continues; committed work stays, uncommitted work is repeated', inCi },
    async ({ scene: open, stack, random, report }) => {
      const scene = await open({ workload: { ...OPENING_WEEKS, pace: 20 } })
      await scene.startWorker()
      const sync = scene.sync()
      const at = random.int(5, 80)
      await boxScoresArchived(scene, at)
      await scene.outage(async () => {
        await stack.postgres.end(signal)
        const downMs = random.int(0, 3_000)
        await sleep(downMs)
        await stack.postgres.start()
        report(`restarted after ${at} answers, away for ${downMs} ms`)
      })
      report(...(await checkInvariants(scene, await sync)))
    },
  )
}

faultTest(
  'a batch is merged although the server closes its connection during COPY',
  { expected: 'the whole transaction is rolled back; the repeat merges the batch', inCi: true },
  async ({ scene: open, stack, random, report }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    const proxy = await Proxy.start(() => stack.postgres.port)
    try {
      await scene.startWorker({ DATABASE_URL: through(proxy, scene) })
      const sync = scene.sync()
      const times = random.int(1, 3)
      await boxScoresArchived(scene, 1)
      for (let n = 0; n < times; n++) {
        await proxy.holdAfter('copy pg_temp.stage')
        await scene.until('a backend waits in COPY', async () => {
          const [row] = await scene.query<{ ended: boolean }>(
            `select pg_terminate_backend(pid) as ended from pg_stat_activity
             where datname = current_database() and state = 'active' and query like 'copy pg_temp.stage%' and wait_event = 'ClientRead'`,
          )
          return row?.ended ? true : undefined
        })
      }
      report(`${times} backends ended in COPY`, ...(await checkInvariants(scene, await sync)))
    } finally {
      await proxy.close()
    }
  },
)

faultTest(
  'a sync waits for connections when Postgres has no more of them',
  { expected: 'the worker continues once connections are available again' },
  async ({ scene: open, random, report }) => {
    const scene = await open({ workload: { ...OPENING_WEEKS, pace: 20 } })
    await scene.startWorker()
    const sync = scene.sync()
    await boxScoresArchived(scene, random.int(5, 60))
    await scene.outage(async () => {
      const taken = await takeAllConnections(scene)
      await sleep(random.int(3_000, 8_000))
      await Promise.all(taken.map((client) => client.end()))
      report(`${taken.length} connections taken, the worker had none`)
    })
    report(...(await checkInvariants(scene, await sync)))
  },
)

faultTest(
  'a merge waits for a table that another session locks for a minute',
  { expected: 'the merge waits and continues when the lock is released' },
  async ({ scene: open, report }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    await scene.startWorker()
    const sync = scene.sync()
    await boxScoresArchived(scene, 1)
    const client = await scene.pool.connect()
    try {
      await client.query('begin; lock table box_score_players in access exclusive mode')
      await waitUntilBlocked(scene.pool, 'select s.response_id from unnest') // which scopes have rows
      await sleep(60_000)
    } finally {
      await client.query('rollback')
      client.release()
    }
    report('locked for 60 s', ...(await checkInvariants(scene, await sync)))
  },
)

/** The URL of the scene's database through a proxy. */
function through(proxy: Proxy, { databaseUrl }: Scene): string {
  const url = new URL(databaseUrl)
  url.port = String(proxy.port)
  return url.href
}

/** Takes all connections of the server, also those of the workers. */
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
