import type pg from 'pg'
import type { Outcome } from '../contracts/outcome.js'
import type { SeasonSyncInput, SeasonSyncResult, StepCounts, StepReport } from '../contracts/season-run.js'
import { findDataset } from '../datasets/catalogue.js'
import { mayBeEmpty } from '../datasets/may-be-empty.js'
import { notOfferedText } from '../datasets/chosen.js'
import { surelyPlayed } from '../season/season.js'
import { acceptKnown } from '../store/acceptances/accept-known.js'
import { unknownTeam } from '../store/requests/narrow.js'
import { NOTHING_THERE } from '../store/requests/plan.js'
import { notMergedNotes } from '../store/requests/not-merged.js'
import { heldSubjects } from '../store/merge/held-findings.js'
import { readAgainNotes } from '../store/merge/read-again.js'
import { storeFindings, type Finding } from '../store/runs/findings.js'
import { readVerifications } from '../store/completeness/verifications.js'
import { countPlayers } from '../store/requests/stored-season.js'
import {
  closeRun,
  closeStep,
  mergedRows,
  requireRunRecord,
  stepCounts,
  stepReports,
  stepStates,
  type StepState,
} from '../store/runs/runs.js'
import { causesOf } from './cause-of-step.js'
import type { Deps } from './deps.js'
import { withHeartbeat } from './heartbeat.js'
import { wasReset } from './reset.js'
import { sourceOf } from './source-of.js'
import { createVerify } from './verify.js'

/** Facts about a run's end that the workflow knows and the database does not. */
export interface StepEnds {
  readonly failed: Readonly<Record<string, string>>
  readonly cancelled: boolean
  /** Each dataset was verified by an activity of its own, whose findings are on record. */
  readonly verified?: boolean
  /** Message of the failure when the run as a whole failed. */
  readonly failure?: string
}

/**
 * Judges what verify found, gives every step and the run its outcome, and closes the record. It can be repeated, since it
 * counts everything from the stored rows. A run that was started before verify was an activity is verified here.
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
      // A run that could not be opened, or was cancelled before that, has no record to close.
      if (ends.failure === undefined && !ends.cancelled) await requireRunRecord(pool, runId)
      const verifiedBy = new Map<string, string | null>()
      const found: Finding[] = []
      const verifyNow = createVerify(deps)
      const isOver = ends.cancelled || ends.failure !== undefined
      if (!isOver && ends.verified !== true)
        for (const { name } of input.datasets) await verifyNow(input, runId, name)
      const notOffered = !isOver && input.ifOffered === true && (await hasNothing(pool, input, runId))
      const verifications = isOver ? undefined : await readVerifications(pool, runId)
      for (const { name } of input.datasets) {
        const verification = verifications?.get(name) ?? { verifiedBy: null, findings: [] }
        verifiedBy.set(name, verification.verifiedBy)
        const own = await incompleteness(deps, input, runId, name, verification.findings, {
          cancelled: ends.cancelled,
          notOffered,
        })
        found.push(...withoutRepeats(verification.findings, own), ...own)
        if (notOffered && isOfSeasons(input, name)) found.push(notOfferedNote(input, name))
        found.push(...(await notMergedNotes(pool, runId, name)))
      }
      found.push(...lackingNotes(input))
      const asked = input.rebuild === true || input.fromArchive === true // to read all again
      if (!asked) found.push(...(await readAgainNotes(pool, runId, input.season)))
      const findings = await acceptKnown(pool, input, found, verifiedBy, {
        ...ends,
        narrowed: input.narrow !== undefined,
      })
      await storeFindings(pool, runId, findings)
      const counts = await stepCounts(pool, runId)
      const before = await stepStates(pool, runId)
      const causes = await causesOf(
        pool,
        findings,
        new Map([...counts].map(([name, { quarantined }]) => [name, quarantined])),
      )
      for (const { name } of input.datasets) {
        const own = counts.get(name)
        if (!own) continue
        const problem = ends.failure ?? ends.failed[name] ?? causes.get(name) ?? null
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
      const stranger = isOver ? undefined : await unknownTeam(pool, input.season, input.narrow?.team)
      const end = {
        outcome: stranger === undefined ? runOutcome(steps, ends) : ('failed' as const),
        cause:
          ends.failure ??
          stranger ??
          (steps
            .filter((step) => step.cause !== null)
            .map((step) => `${step.name}: ${step.cause}`)
            .join('; ') ||
            null),
        verifiedBy:
          [...new Set(steps.flatMap((step) => step.verifiedBy?.split(', ') ?? []))].join(', ') || null,
        players: await countPlayers(pool, input),
      }
      await closeRun(pool, runId, end, { again: wasReset(runId) })
      return { runId, ...end, datasets: steps }
    })
  }
}

/** Drops findings of verify that repeat a request given up: the request's own finding names it and its cause. */
function withoutRepeats(verified: readonly Finding[], own: readonly OwnFinding[]): readonly Finding[] {
  const givenUp = own.filter((finding) => finding.kind === 'missing')
  const whole = givenUp.some(({ about }) => about === null) // its answer would have brought the whole season
  return verified.filter(
    ({ kind, subject }) => kind !== 'missing' || !(whole || givenUp.some(({ about }) => about === subject)),
  )
}

/** A finding of the step itself. `about`: the game or team that its request asks for; null: the season. */
type OwnFinding = Finding & { readonly about: string | null }

/** Findings that a step makes without verify: requests given up, removals held back, an empty season. */
async function incompleteness(
  deps: Deps,
  input: SeasonSyncInput,
  runId: string,
  name: string,
  known: readonly Finding[],
  // A cancelled run does not miss the requests that it never sent.
  { cancelled, notOffered }: { readonly cancelled: boolean; readonly notOffered: boolean },
): Promise<OwnFinding[]> {
  const { pool } = sourceOf(deps, input.source).database
  const givenUp = await pool.query<{ subject: string; detail: string; about: string | null }>(
    `select about, label as subject, coalesce(case when starts_with(error, label || ': ') then substr(error, length(label) + 3) else error end, 'was not asked') as detail from sync.sync_requests where run_id = $1 and dataset = $2 and (state = 'failed' or (state = 'planned' and not $3)) order by ordinal`,
    [runId, name, cancelled],
  )
  const asked = await askedOf(pool, runId, name)
  if (asked.sent < asked.total)
    return [
      { dataset: name, kind: 'missing', about: null, subject: input.season, detail: nothingThere(asked) },
    ]
  const held = await heldSubjects(pool, runId, name)
  const empty =
    !notOffered &&
    mustHaveRows(input, name, asked.total) &&
    givenUp.rows.length === 0 &&
    surelyPlayed(input, input.today ?? '') &&
    !known.some((f) => f.kind === 'missing') &&
    (await mergedRows(pool, runId, name)) === 0
  return [
    ...givenUp.rows.map((row) => ({ dataset: name, kind: 'missing' as const, ...row })),
    ...held.map((subject) => ({ dataset: name, kind: 'held' as const, about: null, ...subject })),
    ...(empty
      ? [
          {
            dataset: name,
            kind: 'missing' as const,
            about: null,
            subject: input.season,
            detail: 'the answer was empty although games have been played',
          },
        ]
      : []),
  ]
}

/**
 * Whether some answer of a run must have rows where games were played: of a season's dataset, unless an empty one is an
 * answer; and of several answers about one season, one must. A table of those who have a line in a log has none where the
 * log has none, which is said of the log.
 */
function mustHaveRows(input: SeasonSyncInput, name: string, requests: number): boolean {
  const dataset = findDataset(input.source, name)
  if (dataset === undefined || (dataset.subject !== 'season' && !isOfSeasons(input, name))) return false
  if (dataset.tables.every(({ memberOf }) => memberOf !== undefined)) return false
  return !mayBeEmpty(dataset, input.season) || (dataset.subject === 'season' && requests > 1)
}

/** Whether a dataset fills tables by season and type. */
const isOfSeasons = ({ source }: SeasonSyncInput, name: string): boolean =>
  findDataset(source, name)?.tables.some(
    ({ columns }) => columns.includes('season') && columns.includes('season_type'),
  ) ?? false

/** Whether the source answered everything that the run asked about the season and type, and had no row of it. */
async function hasNothing(pool: pg.Pool, input: SeasonSyncInput, runId: string): Promise<boolean> {
  const ofSeasons = input.datasets.map(({ name }) => name).filter((name) => isOfSeasons(input, name))
  const rows = await Promise.all(ofSeasons.map((name) => mergedRows(pool, runId, name)))
  const unanswered = await pool.query(
    `select from sync.sync_requests where run_id = $1 and state <> 'answered' limit 1`,
    [runId],
  )
  return rows.includes(0) && rows.every((n = 0) => n === 0) && unanswered.rowCount === 0
}

const notOfferedNote = ({ season, seasonType, source }: SeasonSyncInput, dataset: string): Finding => ({
  dataset,
  kind: 'note',
  subject: season,
  detail: `not offered: ${source} has no game of ${season} ${seasonType}`,
})

/** A note on each dataset that was named and does not exist for the season or type. */
function lackingNotes(input: SeasonSyncInput): readonly Finding[] {
  const { source, season, notOffered = [] } = input
  const known = notOffered.filter((name) => findDataset(source, name) !== undefined)
  const detail = notOfferedText(source, input, known)
  return known.map((dataset) => ({ dataset, kind: 'note', subject: season, detail }))
}

/** Requests of a step; of them those that were not left out because the source has nothing of the dataset. */
interface Asked {
  readonly sent: number
  readonly total: number
}

async function askedOf(pool: pg.Pool, runId: string, name: string): Promise<Asked> {
  const { rows } = await pool.query<Asked>(
    `select count(*) filter (where error is distinct from $3)::int as sent, count(*)::int as total
     from sync.sync_requests where run_id = $1 and dataset = $2`,
    [runId, name, NOTHING_THERE],
  )
  return rows[0] ?? { sent: 0, total: 0 }
}

/** The sentence about a dataset of which the source has nothing. */
const nothingThere = ({ sent, total }: Asked): string =>
  `the source has nothing: ${sent} of ${total} requests brought no row, and the others were not sent`

/**
 * A step that had ended before the cancellation keeps its outcome; a repeat of this activity finds the outcome of its
 * first attempt.
 */
function outcomeAtCancellation(step: StepState | undefined, problem: string | null): Outcome {
  if (step === undefined || step.outcome === 'waiting') return 'cancelled'
  if (step.outcome !== 'running') return step.outcome
  if (!step.through) return 'cancelled'
  return problem === null ? 'succeeded' : 'partial'
}

function stepOutcome(name: string, counts: StepCounts, problem: string | null, ends: StepEnds): Outcome {
  const nothingCame = counts.requests > 0 && counts.answered === 0
  if (ends.failure !== undefined || ends.failed[name] !== undefined) return 'failed'
  if (nothingCame && problem !== null) return 'failed' // a person may have accepted that
  return problem === null ? 'succeeded' : 'partial'
}

function runOutcome(steps: readonly StepReport[], ends: StepEnds): Outcome {
  if (ends.cancelled) return 'cancelled'
  const failed = steps.filter((step) => step.outcome === 'failed')
  if (ends.failure !== undefined || failed.length === steps.length) return 'failed'
  if (failed.length > 0 && !steps.some(broughtRows)) return 'failed' // for example a season that the source does not know
  return steps.every((step) => step.outcome === 'succeeded') ? 'succeeded' : 'partial'
}

const broughtRows = ({ inserted, updated, unchanged, removed }: StepReport): boolean =>
  inserted + updated + unchanged + removed > 0
