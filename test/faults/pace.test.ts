import { setTimeout as sleep } from 'node:timers/promises'
import type { LoggedRequest } from '../real/replay.js'
import { faultTest, onlyCi } from './harness/fault-test.js'
import type { Scene } from './harness/scene.js'
import type { Workload } from './harness/workload.js'

const PACE = 5
const PACED: Workload = { name: 'paced', seasons: ['2018-19'], datasets: ['box_scores'], pace: PACE }

/** Duration of the measurement, in seconds. */
const SECONDS = onlyCi ? 30 : 120

/** The largest number of requests within any period of one second. */
function mostInASecond(log: readonly LoggedRequest[]): number {
  const times = log.map(({ t }) => t).toSorted((a, b) => a - b)
  return Math.max(
    0,
    ...times.map((from, i) => times.slice(i, i + 100).filter((t) => t - from < 1_000).length),
  )
}

/**
 * Makes the replay server read its season. It does so at the first request and blocks meanwhile: requests that arrive
 * then would all be counted in one moment.
 */
async function warm({ replay }: Scene): Promise<void> {
  const headers = { 'user-agent': 'Mozilla/5.0', referer: 'https://www.nba.com/' }
  for (const path of ['scheduleleaguev2?Season=2018-19', 'boxscoretraditionalv3?GameID=0021800001'])
    await (await fetch(`${replay.url}/stats/${path}`, { headers })).arrayBuffer()
  await replay.clearLog()
}

for (const workers of [1, 2]) {
  faultTest(
    `a sync keeps the pace of ${PACE} requests a second with ${workers === 1 ? 'one worker' : 'two workers'}`,
    {
      expected: `no 429, never more than ${PACE} requests in any second, at least 95 % of the pace used`,
      inCi: workers === 2,
    },
    async ({ scene: open, report }) => {
      const scene = await open({
        workload: PACED,
        replay: ['--rate', String(PACE), '--latency-ms', '50-150'],
      })
      await warm(scene)
      for (let i = 0; i < workers; i++) await scene.startWorker()
      const { runId } = await scene.home.json(
        'sync',
        '2018-19',
        '--only',
        'box_scores',
        '--pace',
        '5',
        '--detach',
      )
      await scene.until('box scores are being requested', async () =>
        (await scene.replay.log()).some(({ path }) => path.includes('boxscore')) ? true : undefined,
      )
      await scene.replay.clearLog()
      await sleep(SECONDS * 1_000) // The test measures a fixed time.
      const log = await scene.replay.log()
      await scene.home.run('cancel', runId)
      const refused = log.filter(({ status }) => status === 429).length
      const most = mostInASecond(log)
      const used = log.length / (SECONDS * PACE)
      report(
        `${log.length} requests in ${SECONDS} s: ${(used * 100).toFixed(1)} % of the pace`,
        `at most ${most} in a second`,
        `${refused} answered 429`,
      )
      if (refused > 0) throw new Error(`${refused} requests were answered 429`)
      if (most > PACE) throw new Error(`${most} requests came within one second`)
      if (used < 0.95) throw new Error(`only ${(used * 100).toFixed(1)} % of the pace was used`)
    },
  )
}

faultTest(
  'a sync at a pace of 20 requests a second fetches a season of box scores in the time of its requests',
  { expected: 'wall time / (requests / 20) at most 1.05' },
  async ({ scene: open, report }) => {
    const scene = await open({
      workload: { ...PACED, name: 'paced-season', pace: 20 },
      replay: ['--latency-ms', '50-150'],
    })
    await warm(scene)
    await scene.startWorker()
    const end = await scene.sync()
    const log = await scene.replay.log()
    const [times] = await scene.query<{ seconds: number }>(
      'select extract(epoch from ended_at - started_at)::float8 as seconds from sync_runs where run_id = $1',
      [end.runId],
    )
    const seconds = times?.seconds ?? Number.NaN
    const ratio = seconds / (log.length / 20)
    report(
      `${log.length} requests in ${seconds.toFixed(1)} s: ${ratio.toFixed(3)}`,
      `at most ${mostInASecond(log)} in a second`,
    )
    if (end.outcome !== 'succeeded') throw new Error(`the run ended ${end.outcome}: ${end.cause}`)
    if (!(ratio <= 1.05)) throw new Error(`the sync took ${ratio.toFixed(3)} of the time of its requests`)
  },
)
