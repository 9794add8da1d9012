import { setTimeout as sleep } from 'node:timers/promises'
import { faultTest } from './harness/fault-test.js'
import { HalfGameWatch } from './harness/half-games.js'
import {
  BEFORE_ARCHIVE,
  IN_ARCHIVE,
  IN_FETCH,
  IN_MERGE,
  IN_STRAIGHT_INSERT,
  IN_TRANSFORM,
} from './harness/points.js'
import { Proxy } from './harness/proxy.js'
import type { Scene } from './harness/scene.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { checkInvariants, unchangedRowsStay } from './invariants.js'

for (const [point, inCi] of [
  [IN_FETCH, false],
  [IN_TRANSFORM, false],
  [IN_MERGE, true],
  [IN_STRAIGHT_INSERT, false],
  [IN_ARCHIVE, false],
  [BEFORE_ARCHIVE, false],
] as const) {
  faultTest(
    `a sync finishes the season after its worker was killed in ${point.name}`,
    {
      expected: 'no row is missing or there twice; another worker finishes the run',
      inCi,
    },
    async ({ scene: open, report }) => {
      const scene = await open({ workload: OPENING_WEEKS })
      const worker = await scene.startWorker()
      const reader = await HalfGameWatch.start(scene.databaseUrl)
      const sync = scene.sync()
      const release = await point.reach(scene)
      await scene.kill(worker)
      await release()
      await scene.startWorker()
      report(...(await checkInvariants(scene, await sync)), await reader.assertNoHalfGame())
    },
  )
}

faultTest(
  'a batch is merged once although its worker died after COMMIT and before Temporal was notified',
  { expected: 'the repeat finds the checkpoint: it merges no batch again and writes no row' },
  async ({ scene: open, stack, report }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    const proxy = await Proxy.start(() => stack.temporal.port)
    try {
      const worker = await scene.startWorker({ TEMPORAL_ADDRESS: `127.0.0.1:${proxy.port}` })
      const sync = scene.sync()
      const release = await IN_MERGE.reach(scene)
      proxy.pause()
      const known = await merges(scene)
      await release()
      const unreported = await scene.until('the merge is committed', async () => {
        const more = (await merges(scene)).filter((merge) => !known.includes(merge))
        return more.length > 0 ? more : undefined
      })
      await scene.kill(worker)
      await scene.startWorker()
      const facts = await checkInvariants(scene, await sync)
      const after = await merges(scene)
      const again = unreported.filter((merge) => !after.includes(merge))
      if (again.length > 0) throw new Error(`merged again: ${again.join('; ')}`)
      report(`${unreported.length} merges that Temporal was not notified of are unchanged`, ...facts)
      report(await unchangedRowsStay(scene, () => scene.sync()))
    } finally {
      await proxy.close()
    }
  },
)

faultTest(
  'a sync succeeds although its worker is killed every five seconds',
  { expected: 'each new worker continues where the last one died; no archived answer is requested again' },
  async ({ scene: open, random, report }) => {
    const scene = await open({ workload: { ...OPENING_WEEKS, pace: 8 } })
    let worker = await scene.startWorker()
    const sync = scene.sync()
    const ended = sync.then(
      () => true,
      () => true,
    )
    let kills = 0
    while (!(await Promise.race([ended, sleep(4_500 + random.int(0, 1_000), false)]))) {
      await scene.kill(worker)
      kills++
      worker = await scene.startWorker()
    }
    if (kills < 2) throw new Error(`only ${kills} kills before the end: too few for a test`)
    report(`${kills} kills`, ...(await checkInvariants(scene, await sync)))
  },
)

/** The checkpoints of all merges, with their times. */
async function merges(scene: Scene): Promise<string[]> {
  const rows = await scene.query<{ merge: string }>(
    `select concat_ws(' ', dataset, batch, table_name, inserted, merged_at) as merge from sync_merges order by 1`,
  )
  return rows.map(({ merge }) => merge)
}
