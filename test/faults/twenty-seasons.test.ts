import { readFileSync } from 'node:fs'
import { Client, Connection } from '@temporalio/client'
import { expect } from 'vitest'
import { actionsOf } from '../../bench/report/temporal-actions.js'
import { median } from '../../bench/medians.js'
import { startSandbox } from '../../src/sandbox/index.js'
import { parseOutput } from '../real/command.js'
import { faultTest } from './harness/fault-test.js'
import type { Scene } from './harness/scene.js'
import type { WorkerProcess } from './harness/worker.js'
import { assertNoWorkerCrashed } from './invariants.js'

/** Twenty seasons of the made-up league: playoffs, with a request for each box score and play-by-play. */
const SEASONS = '2005-06..2024-25'
const DATASETS = ['box_scores', 'play_by_play']
const COUNT = 20
const TODAY = '2026-02-22'

const LONGEST_HISTORY = 10_000

/** Memory and time differ by this factor at most, early and late; a leak of a season's answers would double both. */
const FLAT = 1.5

/** Actions that a backfill adds to each season's own: its start, two activities, two search attributes. */
const OWN_ACTIONS = 6

interface Backfill {
  readonly outcome: string
  readonly seasons: readonly {
    readonly startedAt: string
    readonly endedAt: string
    readonly requests: number
  }[]
}

/** Memory of a worker, MB. */
const memoryOf = ({ pid }: WorkerProcess): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** The worker's memory whenever another season has ended. */
async function memoryBySeason(scene: Scene, worker: WorkerProcess): Promise<readonly number[]> {
  const seen: number[] = []
  while (seen.length < COUNT) {
    await scene.until(
      'another season has ended',
      async () => {
        const [row] = await scene.query<{ n: number }>(
          `select count(*)::int as n from sync_runs where ended_at is not null`,
        )
        return (row?.n ?? 0) > seen.length || undefined
      },
      180_000,
    )
    seen.push(memoryOf(worker))
  }
  return seen
}

/** Events of the longest history, and actions of the workflow of seasons. */
async function historiesOf({
  stack,
  env,
}: Scene): Promise<{ readonly longest: number; readonly own: number }> {
  const connection = await Connection.connect({ address: stack.temporalAddress })
  try {
    const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE ?? 'default' })
    let [longest, own] = [0, 0]
    for await (const { workflowId, runId, type, historyLength } of client.workflow.list()) {
      longest = Math.max(longest, historyLength)
      if (type !== 'seasonsSync') continue
      const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory()
      for (const event of events ?? []) own += actionsOf(event)
    }
    return { longest, own }
  } finally {
    await connection.close()
  }
}

faultTest(
  'a backfill of twenty made-up seasons',
  {
    expected: 'flat memory, the last seasons as fast as the first, every history under 10,000 events',
    timeoutMs: 900_000,
  },
  async ({ scene: open, report }) => {
    const sandbox = await startSandbox({ asOf: TODAY })
    try {
      const scene = await open({
        workload: { name: 'twenty-seasons', seasons: [SEASONS], datasets: DATASETS, pace: 1000 },
        env: { NBA_STATS_URL: sandbox.url, NBA_CDN_URL: sandbox.url, SEASON_SYNC_TODAY: TODAY },
      })
      const worker = await scene.startWorker()
      const options = ['--season-type', 'playoffs', '--only', DATASETS.join(','), '--pace', '1000', '--json']
      const { ended } = scene.home.start('backfill', SEASONS, ...options)
      const memory = await memoryBySeason(scene, worker)
      const { outcome, seasons } = parseOutput('backfill', await ended) as Backfill
      assertNoWorkerCrashed(scene)
      expect([outcome, seasons.length]).toEqual(['succeeded', COUNT])
      const times = seasons.map(
        ({ startedAt, endedAt }) => (Date.parse(endedAt) - Date.parse(startedAt)) / 1000,
      )
      const [early, late] = [median(times.slice(1, 6)), median(times.slice(-5))]
      const [before, after] = [median(memory.slice(5, 10)), median(memory.slice(-5))]
      const { longest, own } = await historiesOf(scene)
      report(
        `${seasons.reduce((sum, { requests }) => sum + requests, 0)} requests`,
        `${early.toFixed(1)} s a season early, ${late.toFixed(1)} s late`,
        `${before.toFixed(0)} MB after a few seasons, ${after.toFixed(0)} MB at the end`,
        `the longest history has ${longest} events`,
        `${(own / COUNT).toFixed(1)} actions of the backfill by season`,
      )
      expect(late).toBeLessThan(early * FLAT)
      expect(after).toBeLessThan(before * FLAT)
      expect(longest).toBeLessThan(LONGEST_HISTORY)
      expect(own / COUNT).toBeLessThanOrEqual(OWN_ACTIONS)
    } finally {
      await sandbox.stop()
    }
  },
)
