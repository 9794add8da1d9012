import { noWorkerOf } from '../../connect/agreement.js'
import { QUEUES } from '../../contracts/names.js'
import { COMMAND } from '../../contracts/next-step.js'
import { UserError } from '../../errors.js'
import { healthOf } from '../../runs/health.js'
import { readStatus, type Status } from '../../runs/status.js'
import { readSettings } from '../../settings.js'
import type { SchemaState } from '../../store/database/migrations.js'
import { serves } from '../../store/runs/workers.js'
import { queueFacts } from '../reports/queue-status.js'
import { CHECK_CODES } from '../reports/status-check.js'
import { withSummaries } from '../reports/output-objects.js'
import { printJson } from '../print-json.js'
import { facts, print, type Fact } from '../terminal.js'

export interface StatusOptions {
  readonly json?: boolean
  readonly databaseUrl?: boolean
  readonly showSecrets?: boolean
  readonly check?: boolean
}

/** Prints what runs and where. Returns the exit code, which tells the health with `--check`. */
export async function showStatus({ json, databaseUrl, showSecrets, check }: StatusOptions): Promise<number> {
  const settings = readSettings()
  const status = await readStatus(settings, showSecrets === true)
  if (databaseUrl === true) {
    if (status.databaseUrl === null) throw new UserError(`No database runs; start one with: ${COMMAND.up}`)
    print(status.databaseUrl)
  } else if (json === true) printJson('status', withSummaries(status))
  else print(check === true ? checkText(status) : statusText(status))
  return check === true ? CHECK_CODES[healthOf(status).health] : 0
}

/** The health in one word, and a line for each reason. */
function checkText(status: Status): string {
  const { health, reasons } = healthOf(status)
  return [health, ...reasons].join('\n')
}

/** '1946-47..2025-26 Regular Season (id): 12 of 79 seasons done; …' */
const backfillText = ({
  season,
  seasonType,
  backfillId,
  control,
  summary,
}: ReturnType<typeof withSummaries>['backfills'][number]): string =>
  `${season} ${seasonType} (${backfillId}${control === null ? '' : `, ${control}`}): ${summary}`

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
    ['not whole', status.notWholeUrl],
    // A source with several ways has its runs once, after the last one.
    ...status.queues.flatMap((queue, i) => queueFacts(queue, status.queues[i + 1]?.source !== queue.source)),
    ...withSummaries(status).backfills.map((backfill): Fact => ['backfill', backfillText(backfill)]),
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
