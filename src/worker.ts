import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Client } from '@temporalio/client'
import { Worker } from '@temporalio/worker'
import { HEARTBEAT_MS } from './activities/heartbeat.js'
import { createActivities } from './activities/index.js'
import { connectWorker } from './connect/temporal-worker.js'
import { waitForServer } from './connect/wait-for-server.js'
import { installWorkerLog } from './connect/worker-log.js'
import { fetchQueue, QUEUE, QUEUES } from './contracts/names.js'
import { bySource, isSource, SOURCE_NAMES, type SourceName } from './contracts/source-names.js'
import { readTemporalSettings } from './stack/index.js'
import { CATALOGUE } from './datasets/catalogue.js'
import { loadOwnDatasets } from './datasets/own.js'
import { UserError } from './errors.js'
import { keepRecordingEnds } from './runs/record-ends.js'
import { readSettings, type Settings } from './settings.js'
import { createSource } from './sources/create.js'
import { checkCatalogue } from './store/database/catalogue-check.js'
import { checkDatabase } from './store/database/database-check.js'
import { openDatabase, type Database } from './store/database/database.js'
import { schemaState } from './store/database/migrations.js'
import { heldSource, keepRegistered } from './store/runs/workers.js'
import { VERSION } from './version.js'

/** Time for activities in progress after SIGTERM; a fetch that waits for its answer ends within it. */
const SHUTDOWN_GRACE = '10 seconds'
const SHUTDOWN_FORCE = '20 seconds'

/** Merges and transforms that run at once; each may hold a connection for seconds. */
const DATABASE_ACTIVITIES = 8
/** Fetches that run at once: as many as the largest windows of two datasets. They spend nearly all of their time waiting. */
const FETCH_ACTIVITIES = 200

/**
 * Sources whose datasets' workflows run on the queue of their fetches (`contracts/names.ts`): those with thousands of
 * requests. Each such queue has a thread with the workflows, 40 MB of the worker's memory.
 */
const WITH_WORKFLOWS: readonly SourceName[] = ['nba']

/** What the worker prints to standard output once it works. */
const READY_LINE = '{"worker":"ready"}\n'

export interface WorkerOptions {
  /** Task queues to serve; default: all. */
  readonly queues?: readonly string[] | undefined
  /** Activities that run at once, of each task queue; default: 8 of those that use the database alone, 200 fetches. */
  readonly concurrency?: number | undefined
}

/** Runs the worker until it is stopped: settings, connections, activities, Worker.run, then a clean stop. */
export async function runWorker({ queues = QUEUES, concurrency }: WorkerOptions = {}): Promise<void> {
  const settings = readSettings()
  if (settings.databaseUrl === undefined)
    throw new UserError('DATABASE_URL is not set: a worker needs a database.', 2)
  const { databaseUrl } = settings
  readTemporalSettings() // what is malformed is refused before any server is waited for
  await loadOwnDatasets(settings.ownDatasets)
  const log = installWorkerLog(settings.log)
  await waitForServer(() => checkDatabase(databaseUrl), log)
  const { connection, namespace } = await waitForServer(connectWorker, log)
  // Each activity that uses the database alone may hold a connection.
  const more = queues.includes(QUEUE) ? Math.max(0, (concurrency ?? 0) - DATABASE_ACTIVITIES) : 0
  const database = openDatabase(databaseUrl, 'worker', more)
  await checkTables(database)

  const sources = openSources(settings, database)
  const activities = createActivities({ sources, settings })
  const common = {
    connection,
    namespace,
    shutdownGraceTime: SHUTDOWN_GRACE,
    shutdownForceTime: SHUTDOWN_FORCE,
    // By default the SDK sends a heartbeat only after 80 % of the timeout: three seconds late, and Temporal takes a
    // live fetch for lost.
    maxHeartbeatThrottleInterval: HEARTBEAT_MS,
  }
  const workflowBundle = {
    codePath: fileURLToPath(new URL('./workflow-bundle.cjs', import.meta.url)),
  }
  const fetched = SOURCE_NAMES.filter((name) => queues.includes(fetchQueue(name)))
  const workers = await Promise.all([
    ...(queues.includes(QUEUE)
      ? [
          Worker.create({
            ...common,
            taskQueue: QUEUE,
            workflowBundle,
            activities,
            maxConcurrentActivityTaskExecutions: concurrency ?? DATABASE_ACTIVITIES,
          }),
        ]
      : []),
    ...fetched.map((name) =>
      Worker.create({
        ...common,
        taskQueue: fetchQueue(name),
        ...(WITH_WORKFLOWS.includes(name) && { workflowBundle }),
        activities: { fetch: activities.fetch },
        maxConcurrentActivityTaskExecutions: concurrency ?? FETCH_ACTIVITIES,
        // Each fetch that a workflow starts comes back with the answer to its task, if there is a slot.
        maxEagerActivityReservationsPerWorkflowTask: FETCH_ACTIVITIES,
      }),
    ),
  ])

  const databases = [...new Set([database, ...Object.values(sources).map((source) => source.database)])]
  const record = {
    workerId: randomUUID(),
    host: hostname(),
    pid: process.pid,
    version: VERSION,
    addresses: bySource((name) => sources[name].client.addresses()),
    paces: Object.fromEntries(fetched.map((name) => [name, sources[name].client.pace])),
    budgets: Object.fromEntries(
      fetched.flatMap((name) => {
        const { budget } = sources[name].client
        return budget === undefined ? [] : [[name, budget]]
      }),
    ),
    datasets: bySource((name) => CATALOGUE[name].map((dataset) => dataset.name)),
    queues,
  }
  const registration = await waitForServer(
    () => keepRegistered(database, databases.slice(1), record, log),
    log,
  )
  const temporal = new Client({ connection, namespace })
  const ends = await Promise.all(
    databases.map(({ pool }) => {
      const held = SOURCE_NAMES.filter((name) => sources[name].database.pool === pool)
      return keepRecordingEnds(temporal, pool, held, (line) => log(line, 'warn'))
    }),
  )
  process.stdout.write(READY_LINE)
  try {
    await Promise.all(workers.map((worker) => worker.run()))
  } finally {
    for (const { end } of ends) end()
    await registration.end()
    for (const { client } of Object.values(sources)) client.close()
    await connection.close()
    await Promise.all(databases.map((open) => open.close()))
  }
}

/** Refuses to start if a migrated database does not fit the datasets of the source that it holds. */
async function checkTables({ pool }: Database): Promise<void> {
  const { current } = await schemaState(pool)
  if (!current) return
  const held = (await heldSource(pool)) ?? 'nba'
  if (isSource(held)) await checkCatalogue(pool, CATALOGUE[held])
}

/**
 * Each source with the database that holds its data: its own database in the embedded stack, otherwise the configured
 * one.
 */
function openSources(settings: Settings, configured: Database) {
  return bySource((name) => {
    const url = settings.databases?.[name]
    const own = url !== undefined && url !== settings.databaseUrl
    return { client: createSource(name, settings), database: own ? openDatabase(url, 'worker') : configured }
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await runWorker()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(error.exitCode) // connections that are open would keep the process, which ignores signals by then
  }
}
