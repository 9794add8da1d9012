import { canonicalName } from '../contracts/dataset-names.js'
import { nextSteps } from '../contracts/next-step.js'
import type { SyncEnd } from '../contracts/run-end.js'
import { isSource } from '../contracts/source-names.js'
import { CATALOGUE } from '../datasets/catalogue.js'
import { UserError } from '../errors.js'
import type { Database } from '../store/database/database.js'
import { noWrites } from '../store/database/refusal.js'
import {
  findingsOf,
  readRun,
  stepProgress,
  tableCounts,
  type RunRecord,
  type StepProgress,
  type TableCounts,
} from '../store/runs/history.js'
import type { Finding } from '../store/runs/findings.js'
import { closeOrphanedRun } from '../store/runs/runs.js'
import { capital } from '../text/capital.js'

/** Everything that the summary of a run shows. */
export interface RunReport {
  readonly run: RunRecord
  readonly webUiUrl: string | null
  readonly steps: readonly StepProgress[]
  readonly tables: readonly TableCounts[]
  readonly findings: readonly Finding[]
}

/** Reads the report of a run from Postgres. */
export async function readReport(
  { pool }: Database,
  run: RunRecord,
  webUiUrl: string | null,
): Promise<RunReport> {
  const [steps, tables, findings] = await Promise.all([
    stepProgress(pool, run.runId),
    tableCounts(pool, run.runId),
    findingsOf(pool, run.runId),
  ])
  return { run, webUiUrl, steps, tables, findings }
}

/**
 * The report of a run that has ended by Temporal's account. The end of a run that was ended from outside is recorded
 * here. Throws a UserError for a run that failed before it could be recorded.
 */
export async function reportOfEnd(
  database: Database,
  runId: string,
  end: SyncEnd,
  webUiUrl: string | null,
): Promise<RunReport> {
  const { pool } = database
  if ((await readRun(pool, runId))?.endedAt === null) {
    const outcome = end.outcome === 'succeeded' ? 'failed' : end.outcome
    const cause = end.cause ?? 'ended from outside'
    await closeOrphanedRun(pool, runId, { outcome, cause }).catch((error: unknown) => {
      throw notRecorded(end, error)
    })
  }
  const run = await readRun(pool, runId)
  // A run has no record if the database holds another source and refused it, or took no writes.
  if (run === undefined) throw new UserError(`The sync failed: ${end.cause ?? end.outcome}`)
  return await readReport(database, run, webUiUrl)
}

/** The error for the end of a run that its database does not take. */
function notRecorded({ outcome, cause }: SyncEnd, error: unknown): unknown {
  const refusal = noWrites(error)
  if (refusal === undefined) return error
  const how = cause === null ? '' : ` (${cause.replace(/\.$/, '')})`
  return new UserError(`The sync has ended as ${outcome}${how}, which cannot be recorded. ${refusal}.`)
}

/** The object of `sync --json`. */
export function reportJson({ run, webUiUrl, steps, tables, findings }: RunReport) {
  return {
    runId: run.runId,
    workflowId: run.workflowId,
    outcome: run.outcome,
    webUiUrl,
    season: run.season,
    seasonType: run.seasonType,
    source: run.source,
    trigger: run.trigger,
    control: run.control,
    retryOf: run.retryOf,
    recheckDays: run.recheckDays,
    narrow: run.narrow,
    players: run.players,
    cause: run.cause,
    verifiedBy: run.verifiedBy,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    datasets: steps.map((step) => ({
      name: step.name,
      outcome: step.outcome,
      requests: step.requests,
      settled: step.settled,
      answered: step.answered,
      retries: step.retries,
      inserted: step.inserted,
      updated: step.updated,
      unchanged: step.unchanged,
      removed: step.removed,
      quarantined: step.quarantined,
      missing: step.missing,
      conflicts: step.conflicts,
      verifiedBy: step.verifiedBy,
      cause: step.cause,
      startedAt: step.startedAt,
      endedAt: step.endedAt,
      tables: tables.filter((each) => each.dataset === step.name),
    })),
    accepted: acceptedOf(findings).length,
    notes: notesOf(findings),
  }
}

/** The notes among the findings; a note that several datasets share is listed once. */
export const notesOf = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.filter(({ kind }) => kind === 'note').map(({ detail }) => detail)),
]

/** The findings that count no longer, because they are accepted. */
export const acceptedOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ kind }) => kind === 'accepted')

/** The cause of an end that is not `succeeded`, with the next step; undefined for a run that succeeded or is running. */
export function explanation({ run }: Pick<RunReport, 'run'>): string | undefined {
  const cause = run.cause === null ? 'no cause was recorded' : run.cause.replace(/\.$/, '')
  const next = nextSteps(run.outcome, { ...run, only: namedDatasets(run) })
    .map(({ words, command }) => `${words}: ${command}`)
    .join('; ')
  switch (run.outcome) {
    case 'failed':
      return `The sync failed: ${cause}. What was merged stays; ${next}`
    case 'partial':
      return `Not all is there: ${cause}. ${capital(next)}`
    case 'cancelled':
      return `The sync was cancelled; what was merged stays. ${capital(next)}`
    default:
      return undefined
  }
}

/** The datasets of a run; undefined if they are those of every sync. */
function namedDatasets({ source, datasets: recorded }: RunRecord): readonly string[] | undefined {
  const datasets = recorded.map(canonicalName)
  const usual = isSource(source) ? CATALOGUE[source].filter(({ byDefault }) => byDefault) : []
  const some = usual.filter(({ name }) => datasets.includes(name)).length < usual.length
  const extra = datasets.some((name) => !usual.some((each) => each.name === name))
  return some || extra ? datasets : undefined
}
