import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parseOutput } from '../../real/command.js'
import type { LoggedRequest } from '../../real/replay.js'
import { contents } from '../../real/tables.js'
import { everyAttemptIsRecorded, noRequestTooMany } from '../attempts.js'
import { faultTest } from '../harness/fault-test.js'
import { oneByOne } from '../harness/one-by-one.js'
import type { Scene } from '../harness/scene.js'
import type { Workload } from '../harness/workload.js'
import { assertNoWorkerCrashed } from '../invariants.js'
import { SHORT_SEASONS, writeShortSeasons } from '../short-seasons.js'
import type { Disturbance } from './front.js'
import { startFront } from './front.js'

/** Some ninety requests. */
const BOXES_OF_SHORT_SEASONS: Workload = {
  name: 'boxes-of-short-seasons',
  seasons: SHORT_SEASONS,
  datasets: ['box_scores', 'player_game_logs'],
  pace: 60,
}

/** The source answers so many requests in any window, and blocks for as long as a window after one more. */
const ALLOWED = 25
const WINDOW_SECONDS = 20
const WINDOW_MS = WINDOW_SECONDS * 1_000

/**
 * Blocks by silence, as the NBA does: the connections hang until the block is over. The replay's `--block-after` counts
 * requests whatever the time between them, so that no budget could avoid its blocks.
 */
function blocksByWindow(): { readonly disturbance: Disturbance; readonly blocks: Date[] } {
  const blocks: Date[] = []
  let answered: number[] = []
  let blockedUntil = 0
  return {
    blocks,
    disturbance: async (response, genuine) => {
      const now = Date.now()
      answered = answered.filter((at) => at > now - WINDOW_MS)
      if (now >= blockedUntil && answered.length >= ALLOWED) {
        blocks.push(new Date(now))
        blockedUntil = now + WINDOW_MS
        answered = []
      }
      if (now < blockedUntil)
        return void setTimeout(() => response.socket?.destroy(), blockedUntil - now).unref()
      answered.push(now)
      const { status, body } = await genuine()
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    },
  }
}

/** Runs the backfill to its end, and gives the outcome of each season. */
async function backfill({ home, workload }: Scene, ...more: readonly string[]) {
  const { seasons, datasets, pace } = workload
  const options = ['--only', datasets.join(','), '--pace', String(pace), ...more, '--json']
  const { ended } = home.start('backfill', seasons.join(','), ...options)
  const end = parseOutput('backfill', await ended) as {
    readonly seasons: readonly { readonly season: string; readonly outcome: string }[]
  }
  return Object.fromEntries(end.seasons.map(({ season, outcome }) => [season, outcome]))
}

/** The most requests of a log in any window. */
function fullestWindow(log: readonly LoggedRequest[]): number {
  const times = log.map(({ t }) => t)
  return Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + WINDOW_MS).length))
}

faultTest(
  `a backfill learns the budget of a source that blocks after ${ALLOWED} requests in ${WINDOW_SECONDS} s`,
  {
    expected:
      'at most one block after the first two; tables and outcomes as without blocks; faster a day later',
    timeoutMs: 900_000,
  },
  async ({ scene: open, report }) => {
    const folder = mkdtempSync(join(tmpdir(), 'season-sync-short-seasons-'))
    try {
      writeShortSeasons(folder)
      const options = { workload: BOXES_OF_SHORT_SEASONS, replay: ['--data', folder] }
      const expected = await oneByOne(open, options)
      const front = await startFront()
      const source = blocksByWindow()
      front.disturb(/./, source.disturbance)
      const env = { NBA_BUDGET: `100/${WINDOW_SECONDS}s`, NBA_HEADERS_TIMEOUT_MS: '5000' }
      const scene = await open({ ...options, front, env })
      await scene.startWorker()
      expect(await backfill(scene)).toEqual(expected.outcomes)
      expect(await contents(scene)).toEqual(expected.tables)
      assertNoWorkerCrashed(scene)
      const attempts = [await everyAttemptIsRecorded(scene), await noRequestTooMany(scene)]
      const first = front.log().length
      expect(source.blocks.length).toBeGreaterThanOrEqual(1)
      expect(source.blocks.length).toBeLessThanOrEqual(3)
      const budget = async () => {
        const { queues } = await scene.home.json<{ queues: { budget: { requests: number } }[] }>('status')
        return queues[0]?.budget.requests ?? 0
      }
      const learned = await budget()
      expect(learned).toBeLessThan(ALLOWED)
      expect((await scene.home.run('status')).stdout).toMatch(
        new RegExp(
          `budget ${learned} requests in ${WINDOW_SECONDS} seconds \\(100 configured\\), learned after a block at`,
        ),
      )
      // A day later the source allows more.
      front.clear()
      await scene.query(`update source_pace set learned_at = learned_at - interval '1 day'`)
      const later = await budget()
      expect(later).toBeGreaterThan(learned)
      expect(await backfill(scene, '--recheck', 'all')).toEqual(expected.outcomes)
      const fullest = fullestWindow(front.log().slice(first))
      expect(fullest).toBeGreaterThan(learned)
      expect(fullest).toBeLessThanOrEqual(later)
      report(
        `${source.blocks.length} blocks in ${first} requests`,
        `a budget of ${learned} in ${WINDOW_SECONDS} s, a day later ${later}, of which ${fullest} were sent`,
        ...attempts,
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
