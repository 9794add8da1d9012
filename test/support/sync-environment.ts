import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Client, WorkflowHandle } from '@temporalio/client'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
  bundleWorkflowCode,
  type WorkflowBundle,
} from '@temporalio/worker'
import { inject } from 'vitest'
import { HEARTBEAT_MS } from '../../src/activities/heartbeat.js'
import { createActivities } from '../../src/activities/index.js'
import type { Plan } from '../../src/contracts/dataset-run.js'
import { fetchQueue, QUEUE } from '../../src/contracts/names.js'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import type { SyncRequest } from '../../src/contracts/sync-request.js'
import { syncInput } from '../../src/datasets/selection.js'
import { startSync, type SyncHandle } from '../../src/runs/start.js'
import { readSettings, type Settings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { registerWorker, WORKER_BEAT_MS, workerAlive } from '../../src/store/runs/workers.js'
import { createTestDatabase, type TestDatabase } from './database.js'
import { emptyTables } from './empty-tables.js'
import { resultOf } from './result-of.js'
import { startTemporal } from './temporal.js'
import { DURING_THE_SEASON, SEASON, startTinyLeague, type TinyLeague } from './tiny-league.js'

/** The real parts of a sync: Temporal's development server, Postgres, workers, and a source behind HTTP. */
export interface SyncEnvironment {
  readonly temporal: TestWorkflowEnvironment
  readonly database: TestDatabase
  readonly league: TinyLeague
  readonly bundle: WorkflowBundle
  /** Settings of the present workers. */
  readonly settings: Settings
  /** Starts a sync of the league's season. */
  start(request?: Partial<SyncRequest>): Promise<SyncHandle>
  /** Starts a sync whose player game log is not answered until `letGo` is called. */
  startHeld(): Promise<{ readonly handle: SyncHandle; readonly letGo: () => void }>
  /** Runs a sync and returns its result, also if it is partial. Throws any other failure of the workflow. */
  sync(request?: Partial<SyncRequest>): Promise<SeasonSyncResult>
  /** The workflow of a dataset of the season. */
  child(dataset: string): WorkflowHandle
  /** Replaces the workers by others that use this address of the source, and this one of its cdn. */
  restartWorkers(url: string, cdnUrl?: string): Promise<void>
  /** Ends all workflows, empties the tables and forgets the league's requests and replies. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** Requests per second, so many that no test waits for the rate limit. */
const PACE = '2000'

/** Identity of the workers in histories, without the name of this machine. */
const IDENTITY = 'worker'

/** Id of the workers in the table `workers`. */
const WORKER_ID = 'w'

let quiet = false

/** Limits Temporal's log to errors. */
export function quietTemporal(): void {
  if (!quiet) {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    })
  }
  quiet = true
}

/** Bundles workflows. */
export function bundleWorkflows(of: URL): Promise<WorkflowBundle> {
  return bundleWorkflowCode({ workflowsPath: fileURLToPath(of), logger: new DefaultLogger('ERROR') })
}

/** Bundles those of `src/workflows`, once in a test run: it takes seconds, and dozens of files need them. */
export async function bundleOurWorkflows(): Promise<WorkflowBundle> {
  const file = inject('workflowBundle')
  if (existsSync(file)) return { code: await readFile(file, 'utf8') }
  const bundle = await bundleWorkflows(new URL('../../src/workflows/index.ts', import.meta.url))
  const partial = `${file}.${process.pid}` // of another file that needs them at the same time
  await writeFile(partial, bundle.code)
  await rename(partial, file)
  return bundle
}

/**
 * Batches of 5 requests and histories of 100 events, so that some dozens of requests take several executions: those of
 * a season of the sandbox.
 */
export const SHORT_HISTORIES: SyncEnvironmentOptions = {
  today: '2026-02-22',
  temporal: () => startTemporal('limit.historyCount.suggestContinueAsNew=100'),
  replan: (plan) => ({ ...plan, batchSize: 5, longestHistory: 100 }),
}

export interface SyncEnvironmentOptions {
  /** Starts another server than the development server. */
  readonly temporal?: () => Promise<TestWorkflowEnvironment>
  /** Eastern date to use as today's; one in the league's season by default. */
  readonly today?: string
  /** Changes every plan. */
  readonly replan?: (plan: Plan) => Plan
  /** Milliseconds that a fetch waits inside one attempt. */
  readonly longestWaitMs?: number
  /** Runs before each fetch. */
  readonly beforeFetch?: (environment: Pick<SyncEnvironment, 'database' | 'league'>) => Promise<void>
}

export async function startSyncEnvironment({
  temporal: startServer = () => startTemporal(),
  replan = (plan) => plan,
  today = DURING_THE_SEASON,
  longestWaitMs,
  beforeFetch = () => Promise.resolve(),
}: SyncEnvironmentOptions = {}): Promise<SyncEnvironment> {
  quietTemporal()
  const [temporal, database, league, bundle] = await Promise.all([
    startServer(),
    createTestDatabase(),
    startTinyLeague(),
    bundleOurWorkflows(),
  ])
  const settingsOf = (url: string, cdnUrl = url): Settings =>
    readSettings({
      NBA_STATS_URL: url,
      NBA_CDN_URL: cdnUrl,
      NBA_PACE: PACE,
      NBA_HEADERS_TIMEOUT_MS: '60000',
      DATABASE_URL: database.url,
      SEASON_SYNC_TODAY: today,
    })

  let settings = settingsOf(league.url)
  let stop = await startWorkers(settings)

  async function startWorkers(of: Settings): Promise<() => Promise<void>> {
    const nba = new NbaSource(of.nba)
    const activities = createActivities({
      sources: { nba: { client: nba, database } },
      settings: of,
      ...(longestWaitMs !== undefined && { longestWaitMs }),
    })
    const plan: typeof activities.plan = async (ref) => replan(await activities.plan(ref))
    const fetch: typeof activities.fetch = async (ref) => {
      await beforeFetch({ database, league })
      return activities.fetch(ref)
    }
    // An activity that waits for a held answer must not delay the end of the tests.
    const common = {
      connection: temporal.nativeConnection,
      identity: IDENTITY,
      shutdownForceTime: '5 seconds',
      maxHeartbeatThrottleInterval: HEARTBEAT_MS,
    } as const
    const workers = await Promise.all([
      Worker.create({
        ...common,
        taskQueue: QUEUE,
        workflowBundle: bundle,
        activities: { ...activities, plan },
      }),
      Worker.create({
        ...common,
        taskQueue: fetchQueue('nba'),
        workflowBundle: bundle,
        activities: { fetch },
        maxEagerActivityReservationsPerWorkflowTask: 100,
      }),
    ])
    const runs = workers.map((worker) => worker.run())
    return async () => {
      for (const worker of workers) worker.shutdown()
      await Promise.all(runs)
      nba.close()
    }
  }

  const registerTestWorker = () =>
    registerWorker(database.pool, {
      workerId: WORKER_ID,
      host: 'h',
      pid: 1,
      version: '0',
      datasets: null,
      paces: null,
      queues: null,
      addresses: { nba: { stats: settings.nba.statsUrl, cdn: settings.nba.cdnUrl } },
    })
  await registerTestWorker()
  // A worker without a sign of life for 15 s counts as gone, and a busy machine takes longer than that for one sync.
  const beat = setInterval(
    () => void workerAlive(database.pool, WORKER_ID).catch(() => undefined),
    WORKER_BEAT_MS,
  )

  const start: SyncEnvironment['start'] = (request) =>
    startSync(temporal.client, database.pool, settings, syncInput({ season: SEASON, ...request }, settings))
  return {
    temporal,
    database,
    league,
    bundle,
    get settings() {
      return settings
    },
    start,
    startHeld: async () => {
      let letGo = (): void => undefined
      const after = new Promise<void>((resolve) => (letGo = resolve))
      league.next('leaguegamelog players', { after })
      const handle = await start()
      await league.arrival('leaguegamelog players')
      return { handle, letGo }
    },
    sync: async (request) => resultOf(await start(request)),
    child: (dataset) =>
      temporal.client.workflow.getHandle(
        `season-sync/nba/${SEASON}/regular-season/${dataset.replaceAll('_', '-')}`,
      ),
    restartWorkers: async (url, cdnUrl) => {
      await stop()
      settings = settingsOf(url, cdnUrl)
      stop = await startWorkers(settings)
      await registerTestWorker()
    },
    reset: async () => {
      league.forget()
      await endAll(temporal.client)
      await emptyTables(database.pool)
      await registerTestWorker()
    },
    close: async () => {
      clearInterval(beat)
      await stop()
      await temporal.teardown()
      await Promise.all([database.close(), league.close()])
    },
  }
}

/** Resets a season's workflow to its first workflow task, as an operator does. */
export async function resetToBeginning(
  client: Client,
  handle: Pick<SyncHandle, 'fetchHistory' | 'workflowId' | 'firstExecutionRunId'>,
): Promise<void> {
  const { events } = await handle.fetchHistory()
  const first = events?.find((event) => event.workflowTaskCompletedEventAttributes)
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: handle.workflowId, runId: handle.firstExecutionRunId },
    workflowTaskFinishEventId: first?.eventId ?? null,
    requestId: handle.firstExecutionRunId,
    reason: 'by hand',
  })
}

/** Terminates every workflow that a test left open, because the next test needs the fixed id of the season. */
async function endAll(client: Client): Promise<void> {
  for (;;) {
    const open: string[] = []
    for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` }))
      open.push(workflowId)
    if (open.length === 0) return
    for (const workflowId of open) {
      await client.workflow
        .getHandle(workflowId)
        .terminate('the test is over')
        .catch(() => undefined) // it may have ended since it was listed
    }
  }
}
