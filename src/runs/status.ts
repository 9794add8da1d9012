import { checkTemporal } from '../connect/session.js'
import { fetchQueue, QUEUE } from '../contracts/names.js'
import { isSource } from '../contracts/source-names.js'
import { messageOf } from '../errors.js'
import type { Settings } from '../settings.js'
import {
  EMBEDDED_DATABASES,
  leftBehind,
  readConfigured,
  readStackStatus,
  type StackInfo,
} from '../stack/index.js'
import { checkDatabase } from '../store/database/database-check.js'
import { openDatabase, type Database } from '../store/database/database.js'
import { schemaState, type SchemaState } from '../store/database/migrations.js'
import { isNotCreatedYet } from '../store/database/refusal.js'
import { writeRefusal } from '../store/database/takes-writes.js'
import { sourceStates, type SourceState } from '../store/pace/source-state.js'
import { listBackfills } from '../store/runs/backfill-history.js'
import { liveWorkers, serves } from '../store/runs/workers.js'
import { maskPassword } from '../text/database-address.js'
import { healthOf } from './health.js'
import { queueJson, type Queue } from './queue-state.js'
import { readSeasonsReport, seasonsJson } from './seasons-report.js'
import { viewOf } from './temporal-copy.js'
import { notWholeLink } from './web-link.js'

/** A configured Temporal that does not answer in this time is reported as such, milliseconds. */
const TEMPORAL_MS = 3_000

export type Status = Awaited<ReturnType<typeof readStatus>>

/** Everything that `status` shows; it starts nothing. */
export async function readStatus(settings: Settings, showSecrets: boolean) {
  const { databaseUrl: configured, temporal } = readConfigured(settings)
  const stack = await readStackStatus(settings)
  const databaseUrl = configured ?? stack?.databaseUrls[EMBEDDED_DATABASES.nba]
  const databases = configured === undefined ? stack?.databaseUrls : { configured }
  const { found: sources, problem: unreadSource } = await readSources(settings, databases)
  const [view, temporalProblem] = await Promise.all([
    viewOf(
      settings,
      // A source with several ways has its runs with each of them.
      [...new Map(sources.flatMap(({ runs }) => runs.map((run) => [run.runId, run]))).values()],
    ),
    problemOf(checkTemporal(settings, TEMPORAL_MS)),
  ])
  const [database, { found: backfills, problem: unreadBackfill }] = await Promise.all([
    readDatabase(databaseUrl),
    readBackfills(settings, databases),
  ])
  const queues = sources.map((state) => queueJson(state, settings, view.cluster))
  const namespace = temporal?.namespace ?? stack?.namespace ?? null
  const webUiUrl = settings.webUiUrl ?? (temporal === undefined ? stack?.webUiUrl : undefined) ?? null
  return {
    home: settings.home,
    databaseUrl: databaseUrl === undefined ? null : showSecrets ? databaseUrl : maskPassword(databaseUrl),
    temporalAddress: temporal?.address ?? stack?.temporalAddress ?? null,
    /** Whether the configured Temporal answers, and its namespace can be used; null: none is configured. */
    temporalReachable: temporal === undefined ? null : temporalProblem === null,
    /** The reason why the configured Temporal cannot be used; null if it can. */
    temporalProblem,
    namespace,
    webUiUrl,
    /** The Web UI's list of the runs that are not whole; null if its address is not known. */
    notWholeUrl: notWholeLink(webUiUrl, namespace),
    temporalVersion: stack?.serverVersion ?? null,
    ...database,
    problem: database.problem ?? unreadSource ?? unreadBackfill,
    queues,
    /** Running backfills: what is done, what is next, and the time left. */
    backfills,
    /** Task queues that open runs need and no worker serves; the embedded worker serves all. */
    unserved: configured === undefined ? [] : unservedQueues(database, queues),
    /** Steps of running syncs that fail and are tried again. */
    failing: view.failing,
    running: partsOf(stack),
    /** Parts that still run although their supervisor was killed. */
    leftBehind: stack === undefined ? leftBehind(settings) : [],
    supervisorPid: stack?.supervisorPid ?? null,
    /** The stack was started by `up`, so it does not stop by itself. */
    pinned: stack?.pinned ?? false,
  }
}

function unservedQueues({ workers, problem }: DatabaseStatus, queues: readonly Queue[]): readonly string[] {
  const needed = queues.flatMap(({ source, runs }) =>
    isSource(source) && runs.some((run) => !run.ofAnotherTemporal) ? [QUEUE, fetchQueue(source)] : [],
  )
  return problem === null
    ? [...new Set(needed)].filter((queue) => !workers.some((worker) => serves(worker, queue)))
    : []
}

/** The sentence with which a check fails; null if it does not. */
const problemOf = (check: Promise<void>): Promise<string | null> => check.then(() => null, messageOf)

interface DatabaseStatus {
  readonly workers: Awaited<ReturnType<typeof liveWorkers>>
  readonly schema: SchemaState | null
  /** The reason why the database cannot be read, or takes no writes; null if it works. */
  readonly problem: string | null
}

async function readDatabase(databaseUrl: string | undefined): Promise<DatabaseStatus> {
  if (databaseUrl === undefined) return { workers: [], schema: null, problem: null }
  let schema: SchemaState | null = null
  try {
    await checkDatabase(databaseUrl, { schema: false })
    schema = await schemaState(databaseUrl)
    if (!schema.current) return { workers: [], schema, problem: null }
    const database = openDatabase(databaseUrl, 'check')
    try {
      const [workers, refusal] = [await liveWorkers(database.pool), await writeRefusal(database.pool)]
      return { workers, schema, problem: refusal === undefined ? null : `${refusal}.` }
    } finally {
      await database.close()
    }
  } catch (error) {
    return { workers: [], schema, problem: messageOf(error) }
  }
}

/** The state of each source. Embedded sources have a database each. */
const readSources = (settings: Settings, databases: Databases): Promise<Found<SourceState>> =>
  ofEach(databases, ({ pool }) =>
    sourceStates(pool, (source) => (isSource(source) ? settings[source].budget : undefined)),
  )

/** The running backfills of each database. */
const readBackfills = (settings: Settings, databases: Databases) =>
  ofEach(databases, async (database) => {
    const running = await listBackfills(database.pool, { outcome: 'running', limit: SHOWN_BACKFILLS })
    return Promise.all(running.map((backfill) => readSeasonsReport(settings, database, backfill, null)))
  })

/** Connection strings by name; undefined: none is known. */
type Databases = Readonly<Record<string, string>> | undefined

interface Found<T> {
  readonly found: readonly T[]
  /** The reason why one of the databases cannot be read; null if all can. */
  readonly problem: string | null
}

/** What the databases have. One without tables has nothing; the problem of one that cannot be read is reported. */
async function ofEach<T>(
  databases: Databases = {},
  read: (database: Database) => Promise<readonly T[]>,
): Promise<Found<T>> {
  const all = await Promise.all(
    [...new Set(Object.values(databases))].map(async (url): Promise<Found<T>> => {
      const database = openDatabase(url, 'check')
      try {
        return { found: await read(database), problem: null }
      } catch (error) {
        const problem = `The database ${maskPassword(url)} cannot be read (${messageOf(error)}).`
        return { found: [], problem: isNotCreatedYet(error) ? null : problem }
      } finally {
        await database.close()
      }
    }),
  )
  return {
    found: all.flatMap(({ found }) => found),
    problem: all.find(({ problem }) => problem !== null)?.problem ?? null,
  }
}

/** A source has two that people started at most, and one of each schedule. */
const SHOWN_BACKFILLS = 10

function partsOf(stack: StackInfo | undefined) {
  return (stack?.parts ?? []).filter(({ state }) => state !== 'stopped')
}

/** The status for programs: health first, and backfills without the list of their seasons. */
export function statusJson(status: Status) {
  const backfills = status.backfills.map((report) => {
    const { seasons: _seasons, ...rest } = seasonsJson(report)
    return rest
  })
  return { ...healthOf(status), ...status, backfills }
}
