import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  ChildWorkflowCancellationType,
  condition,
  isCancellation,
  patched,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow'
import type { DatasetSyncResult } from '../contracts/dataset-run.js'
import type { FailureType } from '../contracts/failure-types.js'
import { SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import { failureOf } from '../contracts/run-end.js'
import type { DatasetStep, OpenedRun, SeasonSyncInput, SeasonSyncResult } from '../contracts/season-run.js'
import { datasetAttributes } from '../contracts/season-start.js'
import { innermostCause, messageOf } from '../errors.js'
import { record, verifying } from './activities.js'
import { endDetails, nextStep } from './panel.js'
import { PausableRun } from './pause.js'
import { RunPanel } from './run-panel.js'
import { startDataset } from './start-dataset.js'

/**
 * Syncs one season: runs its datasets, each as soon as those that it needs have ended; then verifies, and closes the
 * run's record. A run that is not whole fails the workflow, so that Temporal's own list and alerts report it.
 */
export async function seasonSync(input: SeasonSyncInput): Promise<SeasonSyncResult> {
  const { firstExecutionRunId: runId, workflowId, startTime } = workflowInfo()
  const partialFails = patched('partial-is-failed')
  const failed: Record<string, string> = {}
  let failure: string | undefined
  let cancellation: unknown
  let verified = false
  let refusal: unknown // of Postgres, for as long as it is tried; what comes after it would be refused for as long again
  const unlessRefused = (): void => {
    if (refusal !== undefined && patched('ends-where-postgres-refuses')) throw refusal
  }
  const ended = (name: string, error: unknown, sentence: string): void => {
    failed[name] ??= sentence
    if (isRefusal(error)) refusal ??= error
  }
  const details = new RunPanel(input.datasets, { runId, source: input.source })
  const pausable = new PausableRun(
    (paused, number) =>
      record.setPaused.executeWithOptions({ summary: paused ? 'pause the run' : 'resume the run' }, [
        { source: input.source, runId },
        paused,
        number,
      ]),
    (paused) => details.paused(paused),
  )
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.outcome, value: 'running' },
    { key: SEARCH_ATTRIBUTES.runId, value: runId },
  ])
  try {
    const opened: OpenedRun | undefined = await record.openRunRecord.executeWithOptions(
      { summary: `open the run, check the source ${input.source}` },
      [input, runId, startTime.getTime()],
    )
    await runSteps(
      input.datasets,
      async (step) => {
        unlessRefused()
        details.started(step.name)
        details.finished(step.name, await runDataset(input, step, { runId, workflowId, opened, pausable }))
      },
      (step, error) => {
        ended(step.name, error, sentenceOf(error))
        details.failed(step.name, sentenceOf(error))
      },
    )
    pausable.end()
    details.verifying()
    if (patched('verify-by-dataset')) {
      await verifyAll(input, runId, unlessRefused, ended)
      verified = true
    }
  } catch (error) {
    if (isCancellation(error)) cancellation = error
    else failure = sentenceOf(error)
  }
  pausable.end()
  const result = await CancellationScope.nonCancellable(() =>
    record.closeRunRecord.executeWithOptions(
      { summary: `record the outcome of ${input.season} ${input.seasonType}` },
      [
        input,
        runId,
        {
          failed,
          cancelled: cancellation !== undefined,
          ...(verified && { verified }),
          ...(failure !== undefined && { failure }),
        },
      ],
    ),
  )
  showOutcome(result.outcome)
  setCurrentDetails(endDetails(input, result))
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished))
  if (cancellation !== undefined) throw cancellation
  const notWhole = failureOf(result, partialFails, nextStep(input, result))
  if (notWhole !== undefined) throw notWhole
  return result
}

/**
 * Runs each step as soon as those before it have ended, whatever their outcome. A failed step is reported to
 * `onFailure`; the others continue.
 */
async function runSteps(
  steps: readonly DatasetStep[],
  run: (step: DatasetStep) => Promise<unknown>,
  onFailure: (step: DatasetStep, error: unknown) => void,
): Promise<void> {
  const ended = new Map<string, Promise<void>>()
  for (const step of steps) {
    const before = step.after.map((name) => ended.get(name) ?? Promise.resolve())
    const attempt = async (): Promise<void> => {
      await Promise.all(before)
      try {
        await run(step)
      } catch (error) {
        if (isCancellation(error)) throw error
        onFailure(step, error)
      }
    }
    ended.set(step.name, attempt())
  }
  const ends = await Promise.allSettled(ended.values())
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Verifies the datasets one after the other: each query takes a core of the database. A failure fails its dataset. */
async function verifyAll(
  input: SeasonSyncInput,
  runId: string,
  before: () => void,
  onFailure: (name: string, error: unknown, sentence: string) => void,
): Promise<void> {
  for (const { name } of input.datasets) {
    try {
      before()
      await verifying.verify.executeWithOptions({ summary: `verify ${name}` }, [input, runId, name])
    } catch (error) {
      if (isCancellation(error)) throw error
      onFailure(name, error, `verify: ${sentenceOf(error)}`)
    }
  }
}

interface OpenRun {
  readonly runId: string
  readonly workflowId: string
  /** Undefined where an earlier build opened the run. */
  readonly opened: OpenedRun | undefined
  readonly pausable: PausableRun
}

async function runDataset(
  input: SeasonSyncInput,
  step: DatasetStep,
  { runId, workflowId, opened, pausable }: OpenRun,
): Promise<DatasetSyncResult> {
  const { source, season, seasonType, urgency, retryOf, rebuild, recheckDays, narrow, fromArchive } = input
  const { paused } = pausable
  const child = await startDataset(`${workflowId}/${step.name.replaceAll('_', '-')}`, {
    args: [
      {
        runId,
        source,
        season,
        seasonType,
        dataset: step.name,
        acceptRemovals: input.acceptRemovals ?? false,
        today: input.today ?? '',
        paused,
        ...(urgency !== undefined && { urgency }),
        ...(retryOf !== undefined && { retryOf }),
        ...(rebuild !== undefined && { rebuild }),
        ...(recheckDays !== undefined && { recheckDays }),
        ...(narrow !== undefined && { narrow }),
        ...(fromArchive !== undefined && { fromArchive }),
      },
    ],
    ...(opened?.datasetQueue !== undefined && { taskQueue: opened.datasetQueue }),
    cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
    staticSummary: `${step.name} ${season} ${seasonType}`,
    staticDetails: `Plan, then fetch, transform and upsert in batches of requests; part of run ${runId}.\n\nA request that is being retried is listed under Pending Activities, with its last failure and the time of its next attempt.`,
    typedSearchAttributes: datasetAttributes(input, step.name, runId),
    memo: { runId },
  })
  return pausable.during(step.name, child, paused)
}

function showOutcome(outcome: string): void {
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.outcome, value: outcome }])
}

/** Whether Postgres refused all attempts for as long as they are made. */
function isRefusal(error: unknown): boolean {
  const cause = innermostCause(error)
  return cause instanceof ApplicationFailure && cause.type === ('DatabaseRefuses' satisfies FailureType)
}

/** The message of a failure's innermost cause; for an activity that ended without a cause, a sentence with its name. */
function sentenceOf(error: unknown): string {
  const cause = innermostCause(error)
  return cause instanceof ActivityFailure ? `${cause.activityType} did not finish` : messageOf(cause)
}
