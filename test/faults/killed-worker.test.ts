import { setTimeout as sleep } from 'node:timers/promises'
import { faultTest } from './harness/fault-test.js'
import { HalfGameWatch } from './harness/half-games.js'
import { IN_FETCH, IN_MERGE, IN_TRANSFORM } from './harness/points.js'
import { Proxy } from './harness/proxy.js'
import type { Scene } from './harness/scene.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { holdAfterFault, unchangedRowsStay } from './invariants.js'

for (const [point, inCi] of [
  [IN_FETCH, false],
  [IN_TRANSFORM, false],
  [IN_MERGE, true],
] as const) {
  faultTest(
    `finishes the season after its worker was killed in ${point.name}`,
    {
      expected: 'nothing of it is in the tables twice or missing; the rest goes on with another worker',
      inCi,
    },
    async ({ scene: open, saw }) => {
      const scene = await open({ workload: OPENING_WEEKS })
      const worker = await scene.startWorker()
      const reader = await HalfGameWatch.start(scene.databaseUrl)
      const sync = scene.sync()
      const release = await point.reach(scene)
      await scene.kill(worker)
      await release()
      await scene.startWorker()
      saw(...(await holdAfterFault(scene, await sync)), await reader.neverSawHalf())
    },
  )
}

faultTest(
  'merges a batch once although its worker died after COMMIT and before Temporal heard of it',
  { expected: 'the repeat finds the checkpoint: no batch is merged again, no row written', inCi: true },
  async ({ scene: open, stack, saw }) => {
    const scene = await open({ workload: OPENING_WEEKS })
    const way = await Proxy.start(() => stack.temporal.port)
    try {
      const worker = await scene.startWorker({ TEMPORAL_ADDRESS: `127.0.0.1:${way.port}` })
      const sync = scene.sync()
      const release = await IN_MERGE.reach(scene)
      way.pause()
      const known = await merges(scene)
      await release()
      const unheard = await scene.until('the merge is committed', async () => {
        const more = (await merges(scene)).filter((merge) => !known.includes(merge))
        return more.length > 0 ? more : undefined
      })
      await scene.kill(worker)
      await scene.startWorker()
      const facts = await holdAfterFault(scene, await sync)
      const after = await merges(scene)
      const again = unheard.filter((merge) => !after.includes(merge))
      if (again.length > 0) throw new Error(`merged again: ${again.join('; ')}`)
      saw(`${unheard.length} tables' merges that Temporal had not heard of stand as they were`, ...facts)
      saw(await unchangedRowsStay(scene, () => scene.sync()))
    } finally {
      await way.close()
    }
  },
)

faultTest(
  'gets done although its worker is killed every five seconds',
  { expected: 'each new worker goes on where the last one died; no archived answer is asked for again' },
  async ({ scene: open, random, saw }) => {
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
    if (kills < 2) throw new Error(`only ${kills} kills before the end: nothing was tried`)
    saw(`${kills} kills`, ...(await holdAfterFault(scene, await sync)))
  },
)

/** The checkpoints of all merges, with the moment at which each was made. */
async function merges(scene: Scene): Promise<string[]> {
  const rows = await scene.query<{ merge: string }>(
    `select concat_ws(' ', dataset, batch, table_name, inserted, merged_at) as merge from sync_merges order by 1`,
  )
  return rows.map(({ merge }) => merge)
}
