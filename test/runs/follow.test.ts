import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Session } from '../../src/connect/session.js'
import { followRun, type RunWatcher } from '../../src/runs/follow.js'
import { openDatabase, type Database } from '../../src/store/database/database.js'
import { Proxy } from '../faults/harness/proxy.js'
import { closedPort } from '../sources/http/local-server.js'
import { createTestDatabase } from '../support/database.js'
import { startGate } from '../support/grpc-gate.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

/** Follows a run as this database records it. */
function follow(
  database: Database,
  run: { readonly workflowId: string; readonly firstExecutionRunId: string },
  { client = environment.temporal.client, cancel = new AbortController().signal } = {},
) {
  const { settings } = environment
  const session: Partial<Session> = {
    database,
    lost: new Promise(() => undefined),
    close: async () => undefined,
  }
  const said: string[] = []
  const update = vi.fn<RunWatcher['update']>()
  const followed = followRun(
    settings,
    { session: session as Session, client },
    { workflowId: run.workflowId, runId: run.firstExecutionRunId, source: 'nba' },
    { update, say: (line) => said.push(line) },
    cancel,
  )
  followed.catch(() => undefined) // awaited later
  return { followed, said, update }
}

it('reports once that the database does not answer, and continues when it answers again', async () => {
  const url = new URL(environment.database.url)
  const port = Number(url.port)
  const nowhere = await closedPort()
  let away = false
  const proxy = await Proxy.start(() => (away ? nowhere : port))
  url.port = String(proxy.port)
  const database = openDatabase(url.href, 'check')
  const { handle, letGo } = await environment.startHeld()
  const { followed, said, update } = follow(database, handle)
  await vi.waitFor(() => expect(update).toHaveBeenCalled(), 10_000)
  away = true
  proxy.cut()
  await vi.waitFor(() => expect(said).toHaveLength(1), 10_000)
  await sleep(1_500) // several more reads
  expect(said).toEqual([expect.stringMatching(/^The database does not answer \(.+\); trying again$/)])
  away = false
  const before = update.mock.calls.length
  await vi.waitFor(() => expect(update.mock.calls.length).toBeGreaterThan(before), 10_000)
  letGo()
  expect((await followed).end).toEqual({ outcome: 'succeeded', cause: null })
  expect(said).toHaveLength(1)
  await database.close()
  await proxy.close()
})

it("ends with the outcome and the cause that a partial run's failure reports", async () => {
  environment.league.always('leaguestandingsv3', { status: 400, body: 'no' })
  const handle = await environment.start()
  const { followed } = follow(environment.database, handle)
  expect((await followed).end).toEqual({
    outcome: 'partial',
    cause: expect.stringMatching(/^standings: 1 missing/),
  })
})

it('says once why a run is not cancelled yet, and cancels it when Temporal allows it', async () => {
  let refused = 0
  let refuse = true
  const gate = await startGate(environment.temporal.address, {
    refuse: (path) => {
      if (!refuse || !path.endsWith('/RequestCancelWorkflowExecution')) return undefined
      refused++
      return { status: 7, message: 'Request unauthorized.' }
    },
  })
  const connection = await Connection.connect({ address: gate.address })
  const { handle, letGo } = await environment.startHeld()
  const { followed, said } = follow(environment.database, handle, {
    client: new Client({ connection }),
    cancel: AbortSignal.abort(),
  })
  await vi.waitFor(() => expect(refused).toBeGreaterThan(1), 10_000)
  expect(said).toEqual([
    expect.stringMatching(/^The run is not cancelled yet \(.*Request unauthorized.*\); trying again$/),
  ])
  refuse = false
  expect((await followed).end).toEqual({ outcome: 'cancelled', cause: null })
  letGo()
  expect(said).toHaveLength(1)
  await connection.close()
  await gate.close()
})

it('throws an error of a read that is not a connection problem', async () => {
  const other = await createTestDatabase()
  await other.pool.query('alter table sync_requests rename column error to fault')
  const { handle, letGo } = await environment.startHeld()
  const { followed, said } = follow(other, handle)
  await expect(followed).rejects.toThrow(/column .*error.* does not exist/)
  expect(said).toEqual([])
  letGo()
  await other.close()
})
