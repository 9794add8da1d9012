import type { Outcome } from '../contracts/outcome.js'
import type { SeasonSyncInput, SeasonSyncResult, StepCounts, StepReport } from '../contracts/season-run.js'
import { datasetOf } from '../datasets/catalogue.js'
import { surelyPlayed } from '../season/season.js'
import { verifyDataset } from '../store/completeness/completeness.js'
import { countPlayers } from '../store/requests/stored-season.js'
import {
  closeRun,
  closeStep,
  mergedRows,
  mustKnowRun,
  stepCounts,
  stepReports,
  stepStates,
  storeFindings,
  type Finding,
  type StepState,
} from '../store/runs/runs.js'
import type { Deps } from './deps.js'
import { withHeartbeat } from './heartbeat.js'
import { sourceOf } from './source-of.js'

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
      // One that could not be opened, or was cancelled before, has no record to end.
      if (ends.failure === undefined && !ends.cancelled) await mustKnowRun(pool, runId)
      const verifiedBy = new Map<string, string | null>()
      const findings: Finding[] = []
      for (const { name } of input.datasets) {
        const verification =
          ends.cancelled || ends.failure !== undefined
            ? { verifiedBy: null, findings: [] }
            : await verifyDataset(pool, name, input)
        verifiedBy.set(name, verification.verifiedBy)
        const own = await incompleteness(deps, input, runId, name, verification.findings, ends.cancelled)
        findings.push(...withoutRepeats(verification.findings, own), ...own)
      }
      await storeFindings(pool, runId, findings)
      const counts = await stepCounts(pool, runId)
      const before = await stepStates(pool, runId)
      for (const { name } of input.datasets) {
        const own = counts.get(name)
        if (!own) continue
        const problem = ends.failure ?? ends.failed[name] ?? causeOf(name, findings, own.quarantined)
        await closeStep(pool, runId, name, {
          outcome: ends.cancelled
            ? outcomeAtCancellation(before.get(name), problem)
            : stepOutcome(name, own, problem, ends),
          cause: problem,
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

/** What verify misses because a request was given up is named once, by the request and its cause. */
function withoutRepeats(verified: readonly Finding[], own: readonly Finding[]): readonly Finding[] {
  const givenUp = own.filter((finding) => finding.kind === 'missing')
  const whole = givenUp.some(({ subject }) => !/\b\d{10}$/.test(subject)) // not a request for one game: all rows came with it
  return verified.filter(
    ({ kind, subject }) =>
      kind !== 'missing' || !(whole || givenUp.some((finding) => finding.subject.endsWith(subject))),
  )
}

/** What a step lacks by its own account: requests given up, held removals, an empty season. */
async function incompleteness(
  deps: Deps,
  input: SeasonSyncInput,
  runId: string,
  name: string,
  known: readonly Finding[],
  cancelled: boolean, // what was not asked for is no loss then
): Promise<Finding[]> {
  const { pool } = sourceOf(deps, input.source).database
  const givenUp = await pool.query<{ subject: string; detail: string }>(
    `select label as subject, coalesce(case when starts_with(error, label || ': ') then substr(error, length(label) + 3) else error end, 'was not asked') as detail from sync_requests where run_id = $1 and dataset = $2 and (state = 'failed' or (state = 'planned' and not $3)) order by ordinal`,
    [runId, name, cancelled],
  )
  const held = await pool.query<{ subject: string; n: number }>(
    `select table_name as subject, sum(held)::int as n from sync_merges where run_id = $1 and dataset = $2 group by 1 having sum(held) > 0`,
    [runId, name],
  )
  const ofSeason = datasetOf(input.source, name).tables.some(
    ({ columns }) => columns.includes('season') && columns.includes('season_type'),
  )
  const empty =
    ofSeason &&
    givenUp.rows.length === 0 &&
    surelyPlayed(input, input.today ?? '') &&
    !known.some((f) => f.kind === 'missing') &&
    (await mergedRows(pool, runId, name)) === 0
  return [
    ...givenUp.rows.map((row) => ({ dataset: name, kind: 'missing' as const, ...row })),
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
    ...held.map((f) => (f.subject === name ? f.detail : `${f.subject}: ${f.detail}`)),
  ]
  return parts.join('; ') || null
}

/** A step that was through when the cancellation came keeps what it did; a repeat finds what the first attempt said. */
function outcomeAtCancellation(step: StepState | undefined, problem: string | null): Outcome {
  if (step === undefined || step.outcome === 'waiting') return 'cancelled'
  if (step.outcome !== 'running') return step.outcome
  if (!step.through) return 'cancelled'
  return problem === null ? 'succeeded' : 'partial'
}

function stepOutcome(name: string, counts: StepCounts, problem: string | null, ends: StepEnds): Outcome {
  const nothingCame = counts.requests > 0 && counts.answered === 0
  if (ends.failure !== undefined || ends.failed[name] !== undefined || nothingCame) return 'failed'
  return problem === null ? 'succeeded' : 'partial'
}

function runOutcome(steps: readonly StepReport[], ends: StepEnds): Outcome {
  if (ends.cancelled) return 'cancelled'
  const failed = steps.filter((step) => step.outcome === 'failed')
  if (ends.failure !== undefined || failed.length === steps.length) return 'failed'
  if (failed.length > 0 && !steps.some(broughtRows)) return 'failed' // a season that the source does not know, say
  return steps.every((step) => step.outcome === 'succeeded') ? 'succeeded' : 'partial'
}

const broughtRows = ({ inserted, updated, unchanged, removed }: StepReport): boolean =>
  inserted + updated + unchanged + removed > 0
