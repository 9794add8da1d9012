import { faultTest } from './harness/fault-test.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { checkInvariants } from './invariants.js'

faultTest(
  'a worker finishes its open requests on SIGTERM, then stops and loses nothing',
  {
    expected: 'exit code 0; every request that was sent is recorded with its answer, none is repeated',
    inCi: true,
  },
  async ({ scene: open, report }) => {
    const scene = await open({
      workload: { ...OPENING_WEEKS, pace: 20 },
      replay: ['--latency-ms', '300-600'], // At this pace some requests are always open.
    })
    const worker = await scene.startWorker()
    const sync = scene.sync()
    const underWay = await scene.until('several requests are open', async () => {
      const now = (await scene.replay.log()).filter(({ status }) => status === null)
      return now.length >= 4 ? now.length : undefined
    })
    const started = performance.now()
    await worker.stop()
    const seconds = (performance.now() - started) / 1000
    if (worker.exitCode !== 0) throw new Error(`the worker ended with ${worker.exitCode}\n${worker.output()}`)
    await scene.startWorker()
    const end = await sync
    const [cut] = await scene.query<{ n: number }>(
      `select count(*)::int as n from raw_responses where outcome = 'Cancelled'`,
    )
    const retries = end.datasets.reduce((sum, step) => sum + step.retries, 0)
    if (retries > 0) throw new Error(`${retries} requests were repeated, ${cut?.n} of them were cut off`)
    report(
      `stopped in ${seconds.toFixed(1)} s with ${underWay} requests open`,
      ...(await checkInvariants(scene, end)),
    )
  },
)
