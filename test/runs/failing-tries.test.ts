import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from '../../src/connect/session.js'
import { seasonsInput } from '../../src/datasets/seasons.js'
import { eachStepOnce, failingTries, trySentence } from '../../src/runs/failing-tries.js'
import { seasonsOfBackfill } from '../../src/runs/seasons-state.js'
import { watch } from '../../src/runs/watch.js'
import { bundleWorkflows, startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

const query = (sql: string) => environment.database.pool.query(sql)

it('of several tries of a step, as of fetches, the one that failed most often stands for all', () => {
  const of = (step: string, attempt: number) => ({ dataset: 'box-scores', step, attempt, failure: 'no' })
  expect(eachStepOnce([of('fetch', 2), of('upsert', 1), of('fetch', 5), of('fetch', 3)])).toEqual([
    of('upsert', 1),
    of('fetch', 5),
  ])
})

describe('a step that fails and is tried again', () => {
  it('is shown with its dataset, the number of the try and the failure, until it succeeds', async () => {
    await query(
      `create function cancel() returns trigger language plpgsql as $$ begin raise query_canceled using message = 'canceling statement due to statement timeout'; end $$`,
    )
    await query(
      'create trigger cancel before insert on standings for each statement execute function cancel()',
    )
    const handle = await environment.start({ only: ['standings'] })
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId }
    const tries = () => failingTries(environment.temporal.client, run)
    await vi.waitFor(async () => expect((await tries())[0]?.attempt).toBeGreaterThan(2), {
      timeout: 60_000,
      interval: 100,
    })
    expect(await tries()).toEqual([
      {
        dataset: 'standings',
        step: 'upsert',
        attempt: expect.any(Number),
        failure: 'canceling statement due to statement timeout',
      },
    ])
    await query('drop function cancel cascade')
    expect(await handle.result()).toMatchObject({ outcome: 'succeeded' })
    expect(await tries()).toEqual([])
  })

  it('is not a request that the source fails, or that waits', async () => {
    environment.league.next('leaguestandingsv3', { status: 500 }, { status: 500 })
    const handle = await environment.start({ only: ['standings'] })
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId }
    await environment.league.arrival('leaguestandingsv3')
    await vi.waitFor(
      async () => {
        const { rows } = await query('select count(*)::int as n from raw_responses')
        expect(rows).toEqual([{ n: 1 }])
      },
      { timeout: 60_000, interval: 20 },
    )
    expect(await failingTries(environment.temporal.client, run)).toEqual([])
    await handle.result()
  })
})

it('a workflow that a worker of an earlier build does not know is shown with the next step', async () => {
  const { temporal, settings, database } = environment
  const handle = await temporal.client.workflow.start('seasonsSync', {
    workflowId: 'season-sync/nba/backfill',
    taskQueue: 'an earlier build',
    args: [seasonsInput({ seasons: '2016-17,2017-18', trigger: 'backfill' }, settings).input],
  })
  const worker = await Worker.create({
    connection: temporal.nativeConnection,
    taskQueue: 'an earlier build',
    workflowBundle: await bundleWorkflows(new URL('../replay/changed-workflows.ts', import.meta.url)),
  })
  await worker.runUntil(async () => {
    const said: (string | undefined)[] = []
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId, source: 'nba' } as const
    const stop = new AbortController()
    const session = { database } as unknown as Session
    await watch(
      seasonsOfBackfill(settings, 'nba'),
      settings,
      () => ({ session, client: temporal.client }),
      run,
      {
        update: (_, notice) => (said.push(notice), notice !== undefined && stop.abort()),
        say: () => undefined,
      },
      stop.signal,
    )
    expect(said.find((notice) => notice !== undefined)).toMatch(
      /^seasonsSync is tried for the \d\w\w time: a worker of an earlier build does not know it; stop such workers and start them anew with: season-sync worker/,
    )
  })
})

describe('the sentence about a try', () => {
  it.each([
    [2, '2nd'],
    [11, '11th'],
    [23, '23rd'],
    [101, '101st'],
  ])('counts the %i. try as the %s', (attempt, words) => {
    const failing = { dataset: 'team-game-logs', step: 'upsert', attempt, failure: 'disk full' }
    expect(trySentence(failing)).toBe(`upsert of team_game_logs is tried for the ${words} time: disk full`)
  })

  it('names no dataset where the run as a whole is tried again', () => {
    const failing = { dataset: null, step: 'closeRunRecord', attempt: 3, failure: 'disk full' }
    expect(trySentence(failing)).toBe('closeRunRecord is tried for the 3rd time: disk full')
  })
})
