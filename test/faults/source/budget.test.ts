import { expect } from 'vitest'
import { faultTest } from '../harness/fault-test.js'
import type { Workload } from '../harness/workload.js'
import { checkInvariants } from '../invariants.js'
import type { Disturbance } from './front.js'
import { startFront } from './front.js'
import { DISTURBED_WEEKS } from './games.js'

/** Some sixty games of October 2018. */
const FIRST_WEEK: Workload = { ...DISTURBED_WEEKS, name: 'first-week', asOf: '2018-10-25' }

/** The source answers so many requests in any window, and blocks for as long as a window after one more. */
const ALLOWED = 25
const WINDOW_SECONDS = 20
const WINDOW_MS = WINDOW_SECONDS * 1_000

/** Blocks by silence, as the NBA does: the connections hang until the block is over. */
function blocksByWindow(): { readonly disturbance: Disturbance; readonly blocks: Date[]; over(): boolean } {
  const blocks: Date[] = []
  let answered: number[] = []
  let blockedUntil = 0
  return {
    blocks,
    over: () => Date.now() >= blockedUntil,
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

faultTest(
  `a sync learns the budget of a source that blocks after ${ALLOWED} requests in ${WINDOW_SECONDS} s`,
  { expected: 'at most one block after the first two; the sync succeeds, and is faster a day later' },
  async ({ scene: open, report }) => {
    const front = await startFront()
    const source = blocksByWindow()
    front.disturb(/./, source.disturbance)
    const env = { NBA_BUDGET: `100/${WINDOW_SECONDS}s`, NBA_HEADERS_TIMEOUT_MS: '5000' }
    const scene = await open({ workload: FIRST_WEEK, front, env })
    await scene.startWorker()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
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
    await scene.query(`update source_pace set learned_at = learned_at - interval '1 day'`)
    const later = await budget()
    expect(later).toBeGreaterThan(learned)
    report(
      `${source.blocks.length} blocks in ${front.log().length} requests`,
      `a budget of ${learned} in ${WINDOW_SECONDS} s, a day later ${later}`,
      ...(await checkInvariants(scene, end)),
    )
  },
)
