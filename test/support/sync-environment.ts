import { fileURLToPath } from 'node:url'
import type { Client, WorkflowHandle } from '@temporalio/client'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
  bundleWorkflowCode,
  type WorkflowBundle,
} from '@temporalio/worker'
import { HEARTBEAT_MS } from '../../src/activities/heartbeat.js'
import { createActivities } from '../../src/activities/index.js'
import type { Plan } from '../../src/contracts/dataset-run.js'
import { fetchQueue, QUEUE } from '../../src/contracts/names.js'
import { SEARCH_ATTRIBUTES } from '../../src/contracts/namespace.js'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import type { SyncRequest } from '../../src/contracts/sync-request.js'
import { syncInput } from '../../src/datasets/selection.js'
import { startSync, type SyncHandle } from '../../src/runs/start.js'
import { readSettings, type Settings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { findTemporal } from '../../src/stack/temporal/binary.js'
import { registerWorker, WORKER_BEAT_MS, workerAlive } from '../../src/store/runs/workers.js'
import { createTestDatabase, type TestDatabase } from './database.js'
import { emptyTables } from './empty-tables.js'
import { SEASON, startTinyLeague, type TinyLeague } from './tiny-league.js'

/** Everything that a sync needs, real: Temporal's development server, Postgres, workers, and a source behind HTTP. */
export interface SyncEnvironment {
  readonly temporal: TestWorkflowEnvironment
  readonly database: TestDatabase
  readonly league: TinyLeague
  readonly bundle: WorkflowBundle
  /** Those of the workers that run now. */
  readonly settings: Settings
  /** Starts a sync of the league's season. */
  start(request?: Partial<SyncRequest>): Promise<SyncHandle>
  /** Starts a sync whose player log is not answered before `letGo`. */
  startHeld(): Promise<{ readonly handle: SyncHandle; readonly letGo: () => void }>
  /** Runs a sync to its result; throws as the workflow does. */
  sync(request?: Partial<SyncRequest>): Promise<SeasonSyncResult>
  /** The workflows of a dataset of the season. */
  child(dataset: string): WorkflowHandle
  /** Other workers take the place of those that run, with other addresses of the source. */
  moveTo(url: string): Promise<void>
  /** As on the first day. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** Fast enough that no test waits for the pace. */
const PACE = '2000'

/** No game of the season is still to come. */
const TODAY = '2026-02-22'

/** Histories hold the identity of who did what: none of this machine. */
const IDENTITY = 'worker'

/** As it stands in `workers`. */
const WORKER_ID = 'w'

let quiet = false

/** Temporal says what is wrong, not what goes on. */
export function quietTemporal(): void {
  if (!quiet) {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    })
  }
  quiet = true
}

/** Bundles workflows: those that stand in `src` unless told otherwise. */
export function bundleWorkflows(
  of = new URL('../../src/workflows/index.ts', import.meta.url),
): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(of),
    logger: new DefaultLogger('ERROR'),
  })
}

/** Temporal's development server, as the embedded stack runs it. */
async function startTemporal(...dynamicConfig: readonly string[]): Promise<TestWorkflowEnvironment> {
  const binary = await findTemporal(readSettings(), () => undefined, AbortSignal.timeout(180_000))
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: binary.path },
      searchAttributes: Object.values(SEARCH_ATTRIBUTES),
      extraArgs: ['system.enableActivityEagerExecution=true', ...dynamicConfig].flatMap((value) => [
        '--dynamic-config-value',
        value,
      ]),
    },
    client: { identity: 'client' },
  })
}

/** Batches of 5 and histories of 100 events: some dozens of requests fill several executions. */
export const SHORT_HISTORIES: SyncEnvironmentOptions = {
  temporal: () => startTemporal('limit.historyCount.suggestContinueAsNew=100'),
  replan: (plan) => ({ ...plan, batchSize: 5, longestHistory: 100 }),
}

export interface SyncEnvironmentOptions {
  /** Another server than the development server. */
  readonly temporal?: () => Promise<TestWorkflowEnvironment>
  /** Changes every plan. */
  readonly replan?: (plan: Plan) => Plan
  /** Does something before each fetch. */
  readonly beforeFetch?: (environment: Pick<SyncEnvironment, 'database' | 'league'>) => Promise<void>
}

export async function startSyncEnvironment({
  temporal: startServer = () => startTemporal(),
  replan = (plan) => plan,
  beforeFetch = () => Promise.resolve(),
}: SyncEnvironmentOptions = {}): Promise<SyncEnvironment> {
  quietTemporal()
  const [temporal, database, league, bundle] = await Promise.all([
    startServer(),
    createTestDatabase(),
    startTinyLeague(),
    bundleWorkflows(),
  ])
  const settingsOf = (url: string): Settings =>
    readSettings({
      NBA_STATS_URL: url,
      NBA_CDN_URL: url,
      NBA_PACE: PACE,
      NBA_HEADERS_TIMEOUT_MS: '60000',
      DATABASE_URL: database.url,
      SEASON_SYNC_TODAY: TODAY,
    })

  let settings = settingsOf(league.url)
  let stop = await startWorkers(settings)

  async function startWorkers(of: Settings): Promise<() => Promise<void>> {
    const nba = new NbaSource(of.nba)
    const activities = createActivities({ sources: { nba: { client: nba, database } }, settings: of })
    const plan: typeof activities.plan = async (ref) => replan(await activities.plan(ref))
    const fetch: typeof activities.fetch = async (ref) => {
      await beforeFetch({ database, league })
      return activities.fetch(ref)
    }
    // An activity that waits for a held answer must not hold up the end of the tests.
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
      Worker.create({ ...common, taskQueue: fetchQueue('nba'), activities: { fetch } }),
    ])
    const runs = workers.map((worker) => worker.run())
    return async () => {
      for (const worker of workers) worker.shutdown()
      await Promise.all(runs)
      nba.close()
    }
  }

  const introduce = () =>
    registerWorker(database.pool, {
      workerId: WORKER_ID,
      host: 'h',
      pid: 1,
      version: '0',
      addresses: { nba: { stats: settings.nba.statsUrl, cdn: settings.nba.cdnUrl } },
    })
  await introduce()
  // A worker that says nothing for 15 s counts as gone, and a busy machine takes longer than that for one sync.
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
    sync: async (request) => (await start(request)).result(),
    child: (dataset) =>
      temporal.client.workflow.getHandle(
        `season-sync/nba/${SEASON}/regular-season/${dataset.replaceAll('_', '-')}`,
      ),
    moveTo: async (url) => {
      await stop()
      settings = settingsOf(url)
      stop = await startWorkers(settings)
      await introduce()
    },
    reset: async () => {
      league.forget()
      await endAll(temporal.client)
      await emptyTables(database.pool)
      await introduce()
    },
    close: async () => {
      clearInterval(beat)
      await stop()
      await temporal.teardown()
      await Promise.all([database.close(), league.close()])
    },
  }
}

/** Lets a season's workflow begin anew, as an operator does: its first decision is taken back. */
export async function resetToBeginning(client: Client, handle: SyncHandle): Promise<void> {
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

/** Ends every workflow that a test left open: the fixed id of the season is the next test's. */
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
        .catch(() => undefined) // it ended meanwhile: the list is a moment old
    }
  }
}
