import { Command } from 'commander'
import { noWorkerOf } from '../../connect/agreement.js'
import { checkTemporal } from '../../connect/session.js'
import { fetchQueue, QUEUE, QUEUES } from '../../contracts/names.js'
import { COMMAND } from '../../contracts/next-step.js'
import { isSource } from '../../contracts/source-names.js'
import { messageOf, UserError } from '../../errors.js'
import { readSeasonsReport, seasonsJson } from '../../runs/seasons-report.js'
import { viewOf } from '../../runs/temporal-copy.js'
import { readSettings, type Settings } from '../../settings.js'
import {
  leftBehind,
  readStackStatus,
  type StackInfo,
  readConfigured,
  EMBEDDED_DATABASES,
} from '../../stack/index.js'
import { checkDatabase } from '../../store/database/database-check.js'
import { openDatabase } from '../../store/database/database.js'
import { schemaState, type SchemaState } from '../../store/database/migrations.js'
import { writeRefusal } from '../../store/database/takes-writes.js'
import { sourceStates, type SourceState } from '../../store/pace/source-state.js'
import { listBackfills } from '../../store/runs/backfill-history.js'
import { liveWorkers, serves } from '../../store/runs/workers.js'
import { stateText } from '../reports/seasons-report.js'
import { queueJson, queueFacts, type Queue } from '../reports/queue-status.js'
import { CHECK_CODES, healthOf } from '../reports/status-check.js'
import { maskPassword } from '../../text/database-address.js'
import { facts, print, printJson, type Fact } from '../terminal.js'

/** A configured Temporal that does not answer in this time is reported as such, milliseconds. */
const TEMPORAL_MS = 3_000

interface StatusOptions {
  readonly json?: boolean
  readonly databaseUrl?: boolean
  readonly showSecrets?: boolean
  readonly check?: boolean
}

/** `season-sync status` */
export function statusCommand(): Command {
  return new Command('status')
    .summary('show what runs and where')
    .description(
      'Shows what runs, where it can be reached, whether the tables are up to date, and the rate limit of each source: pace, budget, holds and waiting runs. Starts nothing.',
    )
    .option(
      '--check',
      'only say whether a sync would get on, for cron and probes; the exit code tells it too',
    )
    .option('--json', 'one JSON object on standard output')
    .option('--database-url', 'the address of the database alone')
    .option('--show-secrets', 'also the password of the database, for a program that needs the address')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync status
  $ season-sync status --database-url --show-secrets    for psql there is: ${COMMAND.psql}
  $ season-sync status --check || mail -s "season-sync" me@example.org

Exit codes of --check: 0 works, 1 something is broken, 2 wrong usage, 3 a source is on hold or a step is failing and tried
again, 4 nothing runs.`,
    )
    .action(async ({ json, databaseUrl, showSecrets, check }: StatusOptions) => {
      const settings = readSettings()
      const status = await readStatus(settings, showSecrets === true)
      if (check === true) printCheck(status, json === true)
      else if (databaseUrl === true) {
        if (status.databaseUrl === null)
          throw new UserError(`No database runs; start one with: ${COMMAND.up}`)
        print(status.databaseUrl)
      } else if (json === true) printJson(status)
      else print(statusText(status))
    })
}

/** Prints whether everything works, and sets the exit code by it. */
function printCheck(status: Status, json: boolean): void {
  const { health, reasons } = healthOf(status)
  if (json) printJson({ ...status, health, reasons })
  else print([health, ...reasons].join('\n'))
  process.exitCode = CHECK_CODES[health]
}

export type Status = Awaited<ReturnType<typeof readStatus>>

/** Everything that `status` shows; it starts nothing. */
export async function readStatus(settings: Settings, showSecrets: boolean) {
  const { databaseUrl: configured, temporal } = readConfigured(settings)
  const stack = await readStackStatus(settings)
  const databaseUrl = configured ?? stack?.databaseUrls[EMBEDDED_DATABASES.nba]
  const sources = await readSources(settings, configured === undefined ? stack?.databaseUrls : { configured })
  const [view, temporalProblem] = await Promise.all([
    viewOf(
      settings,
      // A source with several ways has its runs with each of them.
      [...new Map(sources.flatMap(({ runs }) => runs.map((run) => [run.runId, run]))).values()],
    ),
    problemOf(checkTemporal(settings, TEMPORAL_MS)),
  ])
  const [database, backfills] = await Promise.all([
    readDatabase(databaseUrl),
    readBackfills(settings, configured === undefined ? stack?.databaseUrls : { configured }),
  ])
  const queues = sources.map((state) => queueJson(state, settings, view.cluster))
  return {
    home: settings.home,
    databaseUrl: databaseUrl === undefined ? null : showSecrets ? databaseUrl : maskPassword(databaseUrl),
    temporalAddress: temporal?.address ?? stack?.temporalAddress ?? null,
    /** Whether the configured Temporal answers, and its namespace can be used; null: none is configured. */
    temporalReachable: temporal === undefined ? null : temporalProblem === null,
    /** The reason why the configured Temporal cannot be used; null if it can. */
    temporalProblem,
    namespace: temporal?.namespace ?? stack?.namespace ?? null,
    webUiUrl: settings.webUiUrl ?? (temporal === undefined ? stack?.webUiUrl : undefined) ?? null,
    temporalVersion: stack?.serverVersion ?? null,
    ...database,
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

/** The state of each source. Embedded sources have a database each; a database that cannot be read is left out. */
async function readSources(
  settings: Settings,
  databases: Readonly<Record<string, string>> = {},
): Promise<readonly SourceState[]> {
  const states = await Promise.all(
    [...new Set(Object.values(databases))].map(async (url) => {
      const database = openDatabase(url, 'check')
      try {
        return await sourceStates(database.pool, (source) =>
          isSource(source) ? settings[source].budget : undefined,
        )
      } catch {
        return []
      } finally {
        await database.close()
      }
    }),
  )
  return states.flat()
}

/** The running backfills of each database; one that cannot be read is left out. */
async function readBackfills(settings: Settings, databases: Readonly<Record<string, string>> = {}) {
  const found = await Promise.all(
    [...new Set(Object.values(databases))].map(async (url) => {
      const database = openDatabase(url, 'check')
      try {
        const running = await listBackfills(database.pool, { outcome: 'running', limit: SHOWN_BACKFILLS })
        return await Promise.all(
          running.map((backfill) => readSeasonsReport(settings, database, backfill, null)),
        )
      } catch {
        return []
      } finally {
        await database.close()
      }
    }),
  )
  return found.flat().map((report) => {
    const { seasons: _seasons, ...rest } = seasonsJson(report)
    return { ...rest, summary: stateText(report.state) }
  })
}

/** A source has two that people started at most, and one of each schedule. */
const SHOWN_BACKFILLS = 10

/** '1946-47..2025-26 Regular Season (id): 12 of 79 seasons done; …' */
const backfillText = ({
  season,
  seasonType,
  backfillId,
  control,
  summary,
}: Status['backfills'][number]): string =>
  `${season} ${seasonType} (${backfillId}${control === null ? '' : `, ${control}`}): ${summary}`

function partsOf(stack: StackInfo | undefined) {
  return (stack?.parts ?? []).filter(({ state }) => state !== 'stopped')
}

function statusText(status: Status): string {
  const { schema, running } = status
  return facts([
    ['state folder', status.home],
    [
      'running',
      running.map(({ name, pid, state }) => `${name} (pid ${pid ?? '?'}, ${state})`).join(', ') ||
        'nothing of the embedded stack',
    ],
    [
      'left behind',
      status.leftBehind.length === 0
        ? null
        : `${status.leftBehind.join(', ')}, by a supervisor that was killed; the next sync starts them anew, \`${COMMAND.down}\` ends them`,
    ],
    [
      'stays up',
      status.supervisorPid === null
        ? null
        : status.pinned
          ? `until \`${COMMAND.down}\``
          : 'while a command uses it',
    ],
    ['database', status.databaseUrl],
    ['problem', status.problem],
    ['schema', schema === null ? null : schemaText(schema)],
    ['workers', status.databaseUrl === null ? null : workersText(status)],
    ['temporal', status.temporalAddress === null ? null : temporalText(status)],
    ['problem', status.temporalProblem],
    ['web UI', status.webUiUrl],
    // A source with several ways has its runs once, after the last one.
    ...status.queues.flatMap((queue, i) => queueFacts(queue, status.queues[i + 1]?.source !== queue.source)),
    ...status.backfills.map((backfill): Fact => ['backfill', backfillText(backfill)]),
    ...status.unserved.map((queue): Fact => ['problem', noWorkerOf(queue)]),
    ...status.failing.map((sentence): Fact => ['failing', sentence]),
  ])
}

/** A database that cannot be read or written has no heartbeats: nothing is known of its workers. */
function workersText({ workers, problem }: Status): string {
  return workers.map(workerText).join(', ') || (problem === null ? 'none' : 'not known')
}

/** `temporal.example:7233, namespace default, reachable` */
function temporalText({ temporalAddress, namespace, temporalReachable }: Status): string {
  const answers = temporalReachable === null ? [] : [temporalReachable ? 'reachable' : 'cannot be used']
  return [temporalAddress, `namespace ${namespace}`, ...answers].join(', ')
}

/** `host (pid 1, 0.1.0)`, with its task queues if it does not serve all. */
function workerText(worker: Status['workers'][number]): string {
  const { host, pid, version } = worker
  const served = QUEUES.filter((queue) => serves(worker, queue))
  const only = served.length === QUEUES.length ? '' : `, only ${served.join(' and ')}`
  return `${host} (pid ${pid}, ${version}${only})`
}

function schemaText({ current, missing, failed, unknown }: SchemaState): string {
  if (!current) return `lacks ${[...missing, ...failed].join(', ')}; run: ${COMMAND.migrate}`
  return unknown.length === 0 ? 'current' : `current, with migrations of a newer build: ${unknown.join(', ')}`
}
