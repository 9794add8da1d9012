import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home, type Report } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'
import { contents } from './tables.js'

const SYNC = ['sync', '2018-19', '--only', 'box_scores,players', '--pace', '1000'] as const

/** Number of stored answers at which the test kills the worker, out of 1,230. */
const ANSWERED_AT_THE_KILL = 300

describe.skipIf(!replayAvailable)('a sync whose worker is killed half-way', () => {
  let replay: Replay
  let disturbed: Home
  let undisturbed: Record<string, string>
  let report: Report
  let answeredBefore: readonly string[]
  beforeAll(async () => {
    replay = await startReplay('--keep', '1500')
    const reference = new Home(replay.url)
    await reference.json(...SYNC)
    undisturbed = await contents(reference)
    await reference.remove()
    disturbed = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300' })
    await replay.clearLog()
    const sync = disturbed.start(...SYNC, '--json')
    const worker = await workerOf(disturbed)
    answeredBefore = await untilAnswered(disturbed, ANSWERED_AT_THE_KILL)
    process.kill(worker, 'SIGKILL')
    const { code, stdout, stderr } = await sync.ended
    if (code !== 0) throw new Error(`the disturbed sync exited with ${code}\n${stderr}`)
    report = JSON.parse(stdout) as Report
  }, 400_000)
  afterAll(async () => {
    await disturbed.remove()
    await replay.stop()
  })

  it('leaves the same tables as an undisturbed run', async () => {
    expect(report.outcome).toBe('succeeded')
    expect(await contents(disturbed)).toEqual(undisturbed)
  })

  it('repeats no request whose answer was archived', async () => {
    const asked = new Map<string, number>()
    for (const { path } of await replay.log()) {
      const game = /boxscoretraditionalv3\?.*GameID=(\d{10})/.exec(path)?.[1]
      if (game !== undefined) asked.set(game, (asked.get(game) ?? 0) + 1)
    }
    expect(answeredBefore.length).toBeGreaterThanOrEqual(ANSWERED_AT_THE_KILL)
    expect(answeredBefore.length).toBeLessThan(1230)
    expect(answeredBefore.filter((game) => asked.get(game) !== 1)).toEqual([])
    expect(asked.size).toBe(1230)
  })

  it('has the right counts in show', async () => {
    const shown = await disturbed.json('show', report.runId)
    const step = shown.datasets.find((s) => s.name === 'box_scores')
    const [rows] = await disturbed.query<{ n: number }>(
      'select ((select count(*) from box_score_players) + (select count(*) from box_score_teams))::int as n',
    )
    expect(step).toMatchObject({
      requests: 1230,
      inserted: rows?.n,
      updated: 0,
      unchanged: 0,
      removed: 0,
      missing: 0,
      outcome: 'succeeded',
    })
  })
})

/** Waits for a worker; resolves with its process id. */
async function workerOf(home: Home): Promise<number> {
  for (;;) {
    const status = await home.json<{ workers?: readonly { pid: number }[] }>('status').catch(() => undefined)
    const pid = status?.workers?.[0]?.pid
    if (pid !== undefined) return pid
    await sleep(200)
  }
}

/** Waits until `count` box scores are archived; resolves with their games. */
async function untilAnswered(home: Home, count: number): Promise<readonly string[]> {
  for (;;) {
    const rows = await home.query<{ game: string }>(
      `select params->'query'->>'GameID' as game from sync_requests where dataset = 'box_scores' and state = 'answered'`,
    )
    if (rows.length >= count) return rows.map((row) => row.game)
    await sleep(50)
  }
}
