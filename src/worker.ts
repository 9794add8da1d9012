import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from '@temporalio/worker'
import { createActivities } from './activities/index.js'
import { fetchQueue, QUEUE } from './contracts.js'
import { UserError } from './errors.js'
import { readSettings } from './settings.js'
import { NbaSource } from './sources/nba.js'
import { openDatabase } from './store/database.js'
import { schemaState } from './store/migrations.js'
import { registerWorker, workerAlive, workerStopped, WORKER_BEAT_MS } from './store/workers.js'
import { connectWorker, ensureSearchAttributes } from './temporal.js'
import { VERSION } from './version.js'

/** Activities in progress get this long after SIGTERM; a fetch that waits for its answer ends within it. */
const SHUTDOWN_GRACE = '10 seconds'
const SHUTDOWN_FORCE = '20 seconds'

/** Merges and transforms at once; each may hold a connection for seconds. */
const DATABASE_ACTIVITIES = 8
/** Fetches at once: a window of the largest pace. Nearly all of their time is waiting. */
const FETCH_ACTIVITIES = 100

/** Wiring only: settings -> connections -> activities -> Worker.run -> clean stop. */
export async function runWorker(onReady: () => void): Promise<void> {
  const settings = readSettings()
  if (settings.databaseUrl === undefined)
    throw new UserError('DATABASE_URL is not set: a worker needs a database.', 2)
  const database = openDatabase(settings.databaseUrl)
  const schema = await schemaState(database.pool)
  if (!schema.current) {
    throw new UserError(
      `The database lacks ${[...schema.missing, ...schema.failed].join(', ')}; run: season-sync migrate`,
    )
  }
  const { connection, namespace } = await connectWorker()
  await ensureSearchAttributes(connection, namespace)

  const nba = new NbaSource(settings.nba)
  const activities = createActivities({ sources: { nba: { client: nba, database } } })
  const common = {
    connection,
    namespace,
    shutdownGraceTime: SHUTDOWN_GRACE,
    shutdownForceTime: SHUTDOWN_FORCE,
  }
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: QUEUE,
      workflowBundle: { codePath: fileURLToPath(new URL('./workflow-bundle.cjs', import.meta.url)) },
      activities,
      maxConcurrentActivityTaskExecutions: DATABASE_ACTIVITIES,
    }),
    Worker.create({
      ...common,
      taskQueue: fetchQueue('nba'),
      activities: { fetch: activities.fetch },
      maxConcurrentActivityTaskExecutions: FETCH_ACTIVITIES,
    }),
  ])

  const workerId = randomUUID()
  await registerWorker(database.pool, {
    workerId,
    host: hostname(),
    pid: process.pid,
    version: VERSION,
    addresses: { nba: nba.addresses() },
  })
  // A beat that fails is made up by the next: the database may be restarting.
  const beat = setInterval(
    () => void workerAlive(database.pool, workerId).catch(() => undefined),
    WORKER_BEAT_MS,
  )
  onReady()
  try {
    await Promise.all(workers.map((worker) => worker.run()))
  } finally {
    clearInterval(beat)
    await workerStopped(database.pool, workerId).catch(() => undefined)
    nba.close()
    await connection.close()
    await database.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await runWorker(() => process.stdout.write('{"worker":"ready"}\n'))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}
