import { Context } from '@temporalio/activity'
import type { Outcome, SeasonSyncInput, SeasonSyncResult, StepReport } from '../contracts.js'
import { datasetOf } from '../datasets/catalogue.js'
import { surelyPlayed } from '../datasets/season.js'
import { SourceError } from '../sources/source-error.js'
import { verifyDataset } from '../store/completeness.js'
import {
  closeRun,
  closeStep,
  finishStep,
  openRun,
  stepCounts,
  stepReports,
  storeFindings,
  type Finding,
} from '../store/runs.js'
import { countPlayers, countRows } from '../store/stored-season.js'
import { claimDatabase } from '../store/workers.js'
import type { Deps } from './deps.js'
import { permanent } from './failures.js'
import { withHeartbeat } from './heartbeat.js'
import { sourceOf } from './source-of.js'

/** A person who waits at the terminal hears within seconds that an address is wrong. */
const REACH_ATTEMPTS = 3

/** Opens the record of a run, after a look whether the database is this source's and the source can be reached at all. */
export function createOpenRun(deps: Deps) {
  return async function openRunRecord(
    input: SeasonSyncInput,
    runId: string,
    startedAtMs: number,
  ): Promise<void> {
    const { client, database } = sourceOf(deps, input.source)
    const held = await claimDatabase(database.pool, input.source)
    if (held !== input.source) {
      throw permanent(
        'OtherSource',
        `the worker's database holds the source ${held}, this sync is of ${input.source}; use another database`,
      )
    }
    const { info } = Context.current()
    const run = {
      runId,
      workflowId: info.workflowExecution?.workflowId ?? '',
      namespace: info.namespace ?? 'default',
      startedAt: new Date(startedAtMs),
    }
    await openRun(database.pool, run, input)
    try {
      await client.checkReachable()
    } catch (error) {
      if (error instanceof SourceError && info.attempt >= REACH_ATTEMPTS)
        throw permanent('SourceUnreachable', error)
      throw error
    }
  }
}

/** A dataset's requests are through. */
export function createFinishStep(deps: Deps) {
  return async function finishDataset(ref: {
    source: SeasonSyncInput['source']
    runId: string
    dataset: string
  }): Promise<StepReport | undefined> {
    const { database } = sourceOf(deps, ref.source)
    await finishStep(database.pool, ref.runId, ref.dataset)
    return (await stepReports(database.pool, ref.runId)).find((step) => step.name === ref.dataset)
  }
}

/** Ends of datasets that the workflow knows of and the database does not. */
export interface StepEnds {
  readonly failed: Readonly<Record<string, string>>
  readonly cancelled: boolean
  /** The run itself failed: the sentence. */
  readonly failure?: string
}

/**
 * Verifies what is stored against the independent source of each dataset's era, gives every step and the run its
 * outcome and ends the record. Can be repeated: everything is counted from what is stored.
 */
export function createCloseRun(deps: Deps) {
  return async function closeRunRecord(
    input: SeasonSyncInput,
    runId: string,
    ends: StepEnds,
  ): Promise<SeasonSyncResult> {
    const { database } = sourceOf(deps, input.source)
    return withHeartbeat(async () => {
      const { pool } = database
      const verifiedBy = new Map<string, string | null>()
      const findings: Finding[] = []
      for (const { name } of input.datasets) {
        const verification =
          ends.cancelled || ends.failure !== undefined
            ? { verifiedBy: null, findings: [] }
            : await verifyDataset(pool, name, input)
        verifiedBy.set(name, verification.verifiedBy)
        findings.push(
          ...verification.findings,
          ...(await incompleteness(deps, input, runId, name, verification.findings)),
        )
      }
      await storeFindings(pool, runId, findings)
      const counts = await stepCounts(pool, runId)
      for (const { name } of input.datasets) {
        const own = counts.get(name)
        if (!own) continue
        const problem = ends.failed[name] ?? causeOf(name, findings, own.quarantined)
        const outcome: Outcome = ends.cancelled
          ? own.requests > 0 && own.answered === own.requests
            ? 'succeeded'
            : 'cancelled'
          : ends.failed[name] !== undefined || ends.failure !== undefined
            ? 'failed'
            : problem === null
              ? 'succeeded'
              : 'partial'
        await closeStep(pool, runId, name, {
          outcome,
          cause: ends.failure ?? problem,
          verifiedBy: verifiedBy.get(name) ?? null,
          counts: own,
        })
      }
      const steps = await stepReports(pool, runId)
      const end = {
        outcome: runOutcome(steps, ends),
        cause:
          ends.failure ??
          (steps
            .filter((step) => step.cause !== null)
            .map((step) => `${step.name}: ${step.cause}`)
            .join('; ') ||
            null),
        verifiedBy: [...new Set(steps.flatMap((step) => step.verifiedBy ?? []))].join(', ') || null,
        players: await countPlayers(pool, input),
      }
      await closeRun(pool, runId, end)
      return { runId, ...end, datasets: steps }
    })
  }
}

/** What a step lacks by its own account: requests set aside, held removals, an empty season. */
async function incompleteness(
  deps: Deps,
  input: SeasonSyncInput,
  runId: string,
  name: string,
  known: readonly Finding[],
): Promise<Finding[]> {
  const { pool } = sourceOf(deps, input.source).database
  const aside = await pool.query<{ subject: string; detail: string }>(
    `select label as subject, coalesce(error, 'was not asked') as detail from sync_requests where run_id = $1 and dataset = $2 and state <> 'answered' order by ordinal`,
    [runId, name],
  )
  const held = await pool.query<{ subject: string; n: number }>(
    `select table_name as subject, sum(held)::int as n from sync_merges where run_id = $1 and dataset = $2 group by 1 having sum(held) > 0`,
    [runId, name],
  )
  const table = datasetOf(input.source, name).tables.find((t) => t.completes?.columns.includes('season'))
  const empty =
    table !== undefined &&
    surelyPlayed(input, input.today ?? '') &&
    !known.some((f) => f.kind === 'missing') &&
    (await countRows(pool, table.name, input)) === 0
  return [
    ...aside.rows.map((row) => ({ dataset: name, kind: 'missing' as const, ...row })),
    ...held.rows.map((row) => ({
      dataset: name,
      kind: 'held' as const,
      subject: row.subject,
      detail: `the answer lacks ${row.n} stored rows; kept, since so many do not vanish in earnest (--accept-removals removes them)`,
    })),
    ...(empty
      ? [
          {
            dataset: name,
            kind: 'missing' as const,
            subject: input.season,
            detail: 'the answer was empty although games have been played',
          },
        ]
      : []),
  ]
}

/** The sentence that says why a step is not whole; null when it is. */
function causeOf(name: string, findings: readonly Finding[], quarantined: number): string | null {
  const missing = findings.filter((f) => f.dataset === name && f.kind === 'missing')
  const held = findings.filter((f) => f.dataset === name && f.kind === 'held')
  const first = missing[0]
  const parts = [
    ...(first
      ? [`${missing.length} missing (${first.subject}: ${first.detail}${missing.length > 1 ? ', …' : ''})`]
      : []),
    ...(quarantined > 0 ? [`${quarantined} rows in quarantine`] : []),
    ...held.map((f) => `${f.subject}: ${f.detail}`),
  ]
  return parts.join('; ') || null
}

function runOutcome(steps: readonly StepReport[], ends: StepEnds): Outcome {
  if (ends.cancelled) return 'cancelled'
  if (
    ends.failure !== undefined ||
    steps.every((step) => step.outcome === 'failed' || (step.requests > 0 && step.answered === 0))
  )
    return 'failed'
  return steps.every((step) => step.outcome === 'succeeded') ? 'succeeded' : 'partial'
}
