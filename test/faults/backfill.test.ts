import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { parseOutput } from '../real/command.js'
import { contents } from '../real/tables.js'
import { everyAttemptIsRecorded, noRequestTooMany } from './attempts.js'
import { faultTest } from './harness/fault-test.js'
import type { Scene } from './harness/scene.js'
import type { Workload } from './harness/workload.js'
import { assertNoWorkerCrashed } from './invariants.js'

/** Every season that the replay has; it lacks the players' lines of some, so that these are partial. */
const ALL_SEASONS: Workload = {
  name: 'all-seasons',
  seasons: [
    '2025-26',
    '2023-24',
    '2022-23',
    '2021-22',
    '2018-19',
    '2017-18',
    '2016-17',
    '1996-97',
    '1960-61',
  ],
  datasets: [
    'games',
    'team_game_logs',
    'player_game_logs',
    'teams',
    'players',
    'player_seasons',
    'standings',
  ],
  pace: 1000,
}

/** What is killed, in an order of chance. */
const FAULTS = [...Array.from({ length: 5 }, () => 'worker'), 'temporal', 'postgres']

/** A backfill of about 60 requests that lasts half a minute, so that it has a middle. */
const SLOW_PACE = 2

/** The tables and the outcome of each season after a sync of one after the other, the latest first. */
async function oneByOne(open: (of: { workload: Workload }) => Promise<Scene>) {
  const scene = await open({ workload: ALL_SEASONS })
  await scene.startWorker()
  const outcomes: Record<string, string> = {}
  for (const season of ALL_SEASONS.seasons) outcomes[season] = (await scene.sync(season)).outcome
  return { tables: await contents(scene), outcomes }
}

faultTest(
  'a backfill of every recorded season whose worker is killed five times, with Temporal and Postgres restarted once',
  {
    expected: 'tables and outcomes as after a sync of each season; no archived request asked twice',
    timeoutMs: 900_000,
  },
  async ({ scene: open, stack, random, report }) => {
    const expected = await oneByOne(open)
    const scene = await open({ workload: ALL_SEASONS })
    const options = ['--only', ALL_SEASONS.datasets.join(','), '--pace', String(SLOW_PACE)]
    let worker = await scene.startWorker()
    const { ended } = scene.home.start('backfill', ALL_SEASONS.seasons.join(','), ...options, '--json')
    const answered = (n: number) =>
      scene.until(
        `${n} requests are archived`,
        async () => {
          const [row] = await scene.query<{ n: number }>(
            `select count(*)::int as n from raw_responses where outcome = 'answered'`,
          )
          return (row?.n ?? 0) >= n || undefined
        },
        120_000,
      )
    const faults = FAULTS.map((fault) => ({ fault, order: random.next() })).toSorted(
      (a, b) => a.order - b.order,
    )
    for (const [index, { fault }] of faults.entries()) {
      const at = index * 6 + random.int(1, 6)
      await answered(at)
      await sleep(random.int(0, 500))
      report(`${fault} at ${at} answers`)
      if (fault === 'worker') {
        await scene.kill(worker)
        worker = await scene.startWorker()
      } else
        await scene.outage(async () => {
          const server = fault === 'temporal' ? stack.temporal : stack.postgres
          await server.end(fault === 'temporal' ? 'SIGKILL' : 'SIGQUIT')
          await server.start()
        })
    }
    const end = parseOutput('backfill', await ended) as {
      readonly outcome: string
      readonly startedAt: string
      readonly endedAt: string
      readonly seasons: readonly { readonly season: string; readonly outcome: string }[]
    }
    assertNoWorkerCrashed(scene)
    const twice = await scene.query(
      `select run_id, request_key from raw_responses where outcome = 'answered' and not canary group by 1, 2 having count(*) > 1`,
    )
    expect(twice).toEqual([])
    expect(Object.fromEntries(end.seasons.map(({ season, outcome }) => [season, outcome]))).toEqual(
      expected.outcomes,
    )
    expect(await contents(scene)).toEqual(expected.tables)
    const took = (Date.parse(end.endedAt) - Date.parse(end.startedAt)) / 1000
    report(
      `the backfill ${end.outcome} after ${took.toFixed(0)} s`,
      `${Object.keys(expected.tables).length} tables equal`,
      await everyAttemptIsRecorded(scene),
      await noRequestTooMany(scene),
    )
  },
)
