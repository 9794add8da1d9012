import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { parseOutput } from '../real/command.js'
import { contents } from '../real/tables.js'
import { everyAttemptIsRecorded, noRequestTooMany } from './attempts.js'
import { faultTest, type Trial } from './harness/fault-test.js'
import { oneByOne } from './harness/one-by-one.js'
import type { Scene, SceneOptions } from './harness/scene.js'
import type { Workload } from './harness/workload.js'
import { assertNoWorkerCrashed } from './invariants.js'
import { SHORT_SEASONS, writeShortSeasons } from './short-seasons.js'

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

/** A request for each game, of seasons with few games: every kind of work. */
const GAMES_OF_SHORT_SEASONS: Workload = {
  name: 'short-seasons',
  seasons: SHORT_SEASONS,
  datasets: ['box_scores', 'play_by_play', 'player_game_logs', 'players'],
  pace: 1000,
}

/**
 * Runs a backfill at a pace at which it has a middle, and causes a fault after every so many answers. Its tables and the
 * outcomes of its seasons are those of one sync after the other.
 */
async function disturbedBackfill(
  { scene: open, stack, random, report }: Trial,
  options: SceneOptions,
  {
    pace,
    every,
    filled,
  }: { readonly pace: number; readonly every: number; readonly filled: readonly string[] },
): Promise<void> {
  const { seasons, datasets } = options.workload
  const expected = await oneByOne(open, options)
  for (const table of filled) expect(expected.tables[table]).toMatch(/^[1-9]/)
  const scene = await open(options)
  let worker = await scene.startWorker()
  const more = ['--only', datasets.join(','), '--pace', String(pace), '--json']
  const { ended } = scene.home.start('backfill', seasons.join(','), ...more)
  const answered = (n: number) =>
    scene.until(`${n} requests are archived`, () => hasAnswers(scene, n), 120_000)
  const faults = FAULTS.map((fault) => ({ fault, order: random.next() })).toSorted(
    (a, b) => a.order - b.order,
  )
  for (const [index, { fault }] of faults.entries()) {
    const at = index * every + random.int(1, every)
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
    `${Object.keys(expected.tables).length} tables equal (${filled.map((table) => `${expected.tables[table]?.split(' ')[0]} rows of ${table}`).join(', ')})`,
    await everyAttemptIsRecorded(scene),
    await noRequestTooMany(scene),
  )
}

async function hasAnswers(scene: Scene, n: number): Promise<true | undefined> {
  const [row] = await scene.query<{ n: number }>(
    `select count(*)::int as n from raw_responses where outcome = 'answered'`,
  )
  return (row?.n ?? 0) >= n || undefined
}

const EXPECTED = {
  expected: 'tables and outcomes as after a sync of each season; no archived request asked twice',
  timeoutMs: 900_000,
}

faultTest(
  'a backfill of every recorded season whose worker is killed five times, with Temporal and Postgres restarted once',
  EXPECTED,
  // About 60 requests in half a minute.
  (trial) =>
    disturbedBackfill(trial, { workload: ALL_SEASONS }, { pace: 2, every: 6, filled: ['player_game_logs'] }),
)

faultTest(
  'a backfill of games whose worker is killed five times, with Temporal and Postgres restarted once',
  EXPECTED,
  async (trial) => {
    const folder = mkdtempSync(join(tmpdir(), 'season-sync-short-seasons-'))
    try {
      writeShortSeasons(folder)
      const options = { workload: GAMES_OF_SHORT_SEASONS, replay: ['--data', folder] }
      await disturbedBackfill(trial, options, {
        pace: 5,
        every: 22,
        filled: ['box_score_players', 'play_by_play'],
      }) // about 165 requests
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
