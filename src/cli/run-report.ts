import type { Outcome, StepOutcome } from '../contracts.js'
import { CATALOGUE } from '../datasets/catalogue.js'
import type { Database } from '../store/database.js'
import { findingsOf, readRun, stepProgress, tableCounts, type RunRecord } from '../store/history.js'
import type { StepProgress, TableCounts } from '../store/history.js'
import type { Finding } from '../store/runs.js'
import { isSource } from './options.js'
import { count, duration, localTime, table, thousands, type CellText, type Fact } from './terminal.js'

/** Exit code of each end of a run. */
export const EXIT_CODES: Readonly<Record<Outcome, number>> = {
  running: 0,
  succeeded: 0,
  failed: 1,
  partial: 3,
  cancelled: 130,
}

/** A run that failed or was cancelled is not held against anything. */
const VERIFIED: ReadonlySet<StepOutcome> = new Set<StepOutcome>(['succeeded', 'partial'])

/** All that a summary tells of one run. */
export interface RunReport {
  readonly run: RunRecord
  readonly webUiUrl: string | null
  readonly steps: readonly StepProgress[]
  readonly tables: readonly TableCounts[]
  readonly findings: readonly Finding[]
}

/** Reads a run from Postgres; undefined when it was never recorded there. */
export async function readReport(
  { pool, prisma }: Database,
  runId: string,
  webUiUrl: string | null,
): Promise<RunReport | undefined> {
  const run = await readRun(prisma, runId)
  if (run === undefined) return undefined
  const [steps, tables, findings] = await Promise.all([
    stepProgress(pool, runId),
    tableCounts(pool, runId),
    findingsOf(pool, runId),
  ])
  return { run, webUiUrl, steps, tables, findings }
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
    players: run.players,
    cause: run.cause,
    verifiedBy: run.verifiedBy,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    datasets: steps.map((step) => ({
      name: step.name,
      outcome: step.outcome,
      requests: step.requests,
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
    notes: findings.filter(({ kind }) => kind === 'note').map(({ detail }) => detail),
  }
}

/** The first line of a summary. */
export function headline({ run, steps }: RunReport): string {
  const season = `${run.season} ${run.seasonType}`
  const what = steps.some((step) => step.name === 'players')
    ? count(run.players ?? 0, 'player')
    : steps.map((step) => step.name).join(', ')
  const ends: Readonly<Record<Outcome, string>> = {
    running: `The sync of ${season} goes on`,
    succeeded: `Synced ${what} for ${season}`,
    partial: `Synced ${what} for ${season}, not all of it`,
    failed: `The sync of ${season} failed`,
    cancelled: `The sync of ${season} was cancelled`,
  }
  return ends[run.outcome]
}

/** The datasets with their numbers; one that fills several tables has a line for each. */
export function stepTable(steps: readonly StepProgress[], tables: readonly TableCounts[]): string {
  const rows = steps.flatMap((step): CellText[][] => {
    const own = tables.filter((each) => each.dataset === step.name)
    return [
      [
        step.name,
        step.outcome,
        step.inserted,
        step.updated,
        step.unchanged,
        step.removed,
        step.quarantined,
        step.missing,
        step.requests,
        step.retries,
        step.verifiedBy ?? (VERIFIED.has(step.outcome) ? 'not verified' : ''),
      ],
      ...(own.length < 2
        ? []
        : own.map((each) => [
            `  ${each.table}`,
            '',
            each.inserted,
            each.updated,
            each.unchanged,
            each.removed,
          ])),
    ]
  })
  const head = ['dataset', 'outcome', 'inserted', 'updated', 'unchanged', 'removed', 'quarantined', 'missing']
  return table([...head, 'requests', 'retries', 'verified by'], rows)
}

/** What the table leaves out: verification, notes, time, names and links. */
export function runFacts({ run, webUiUrl, steps, findings }: RunReport): readonly Fact[] {
  const conflicts = steps.reduce((sum, step) => sum + step.conflicts, 0)
  return [
    [
      'verified by',
      run.verifiedBy ?? (VERIFIED.has(run.outcome) ? 'nothing: no independent source was there' : null),
    ],
    [
      'conflicts',
      conflicts === 0 ? null : `${thousands(conflicts)} between two sources (listed by season-sync show)`,
    ],
    ...[...new Set(findings.filter(({ kind }) => kind === 'note').map(({ detail }) => detail))].map(
      (note) => ['note', note] as const,
    ),
    ['control', run.control],
    ['retry of', run.retryOf],
    ['started', localTime(run.startedAt)],
    ['time', run.endedAt === null ? null : duration(run.endedAt.getTime() - run.startedAt.getTime())],
    ['run', run.runId],
    ['web UI', webUiUrl],
  ]
}

/** The cause of an end that is not `succeeded`, with the next step; undefined for the others. */
export function explanation({ run }: Pick<RunReport, 'run'>): string | undefined {
  const again = commandFor(run)
  const rest = `season-sync retry ${run.runId}${run.source === 'nba' ? '' : ` --source ${run.source}`}`
  const cause = run.cause === null ? 'no cause was recorded' : run.cause.replace(/\.$/, '')
  switch (run.outcome) {
    case 'failed':
      return `The sync failed: ${cause}. What was merged stays; try again with: ${again}`
    case 'partial':
      return `Not all is there: ${cause}. See: season-sync show ${run.runId}; ask for what is missing with: ${rest}`
    case 'cancelled':
      return `The sync was cancelled; what was merged stays. Go on with: ${rest}`
    default:
      return undefined
  }
}

/** The command that asks for the same again. */
function commandFor({ source, season, seasonType, datasets }: RunRecord): string {
  const all = isSource(source) ? CATALOGUE[source].filter(({ byDefault }) => byDefault) : []
  const some = all.filter(({ name }) => datasets.includes(name)).length < all.length
  const extra = datasets.some((name) => !all.some((each) => each.name === name))
  return [
    `season-sync sync ${season}`,
    ...(source === 'nba' ? [] : [`--source ${source}`]),
    ...(seasonType === 'Regular Season' ? [] : [`--season-type '${seasonType}'`]),
    ...(some || extra ? [`--only ${datasets.join(',')}`] : []),
  ].join(' ')
}
