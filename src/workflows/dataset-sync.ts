import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  continueAsNew,
  isCancellation,
  patched,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type {
  BatchRef,
  DatasetSyncInput,
  DatasetSyncResult,
  Fetched,
  Plan,
} from '../contracts/dataset-run.js'
import { isGivenUp, wasCancelled, type FailureType } from '../contracts/failure-types.js'
import { record, rows, source } from './activities.js'
import { holdSignal, Holdable } from './pause.js'
import { Permits } from './permits.js'
import { untilAllEnd, untilFirstFailure } from './until-all-end.js'

/** Batches in progress at the same time: while one merges, others fetch and transform. */
const LANES = 3

/**
 * Requests from the first to the last that are asked before all others of a large dataset. A source that has nothing of
 * it is known by them, whose three attempts each are fewer than 25 requests, and not by a thousand games.
 */
const ASKED_FIRST = 8

/**
 * Syncs one dataset of one season: plans it, then fetches, transforms and upserts batch after batch. A request whose
 * attempts all fail is given up: the run names it and continues with the others.
 */
export async function datasetSync(input: DatasetSyncInput): Promise<DatasetSyncResult> {
  const { runId, dataset, season, seasonType, today, urgency = 'sync', retryOf } = input
  const { acceptRemovals, rebuild, recheckDays, narrow, fromArchive } = input
  const ref = { runId, source: input.source, dataset, season, seasonType, today, urgency }
  const fetching = new Holdable(input.paused ?? false)
  setHandler(holdSignal, (held) => fetching.hold(held))
  // The record of a stopped run counts the fetches that were in progress, and no request is sent twice at the same
  // time.
  const { fetch } = source(
    input.source,
    patched('fetches-end-first')
      ? ActivityCancellationType.WAIT_CANCELLATION_COMPLETED
      : ActivityCancellationType.TRY_CANCEL,
  )
  const together = patched('all-end-first') ? untilAllEnd : untilFirstFailure
  const plan = await record.plan.executeWithOptions({ summary: `plan ${dataset} ${season} ${seasonType}` }, [
    {
      ...ref,
      ...(retryOf !== undefined && { retryOf }),
      ...(recheckDays !== undefined && { recheckDays }),
      ...(narrow !== undefined && { narrow }),
      ...(rebuild !== undefined && { rebuild }),
      ...(fromArchive !== undefined && { fromArchive }),
    },
  ])
  const notArchived = plan.notArchived && new Set(plan.notArchived)
  const batches = Math.ceil(plan.requests / plan.batchSize)
  const fetches = new Permits(plan.window)
  let next = input.fromBatch ?? 0
  let merged = next
  let failed = input.failed ?? 0
  let answers = Math.min(plan.requests, merged * plan.batchSize) - failed
  const show = (): void => {
    const requests = plan.requests === 1 ? 'request' : 'requests'
    const asked =
      notArchived === undefined
        ? `${answers} of ${plan.requests} ${requests} answered, ${failed} given up`
        : `${plan.requests - notArchived.size} of ${plan.requests} ${requests} have their answer already`
    setCurrentDetails(`${asked}; ${merged} of ${batches} ${batches === 1 ? 'batch' : 'batches'} merged`)
  }
  show()

  const isLong = (): boolean => {
    const { continueAsNewSuggested, historyLength } = workflowInfo()
    return continueAsNewSuggested && historyLength >= (plan.longestHistory ?? 0)
  }
  const asked = new Map<number, End>()
  const ask = async (ordinal: number): Promise<End> => {
    if (notArchived !== undefined)
      return fetching.run(() => Promise.resolve(notArchived.has(ordinal) ? NOT_ARCHIVED : undefined))
    const summary = `GET ${plan.labels[ordinal] ?? ordinal}`
    return fetches.with(() =>
      fetching.run(() =>
        endOf(fetch.executeWithOptions({ summary }, [{ ...ref, ordinal }]), () => {
          answers++
          show()
        }),
      ),
    )
  }
  const runNext = async (): Promise<BatchResult> => {
    const batch = next++
    const from = batch * plan.batchSize
    const to = Math.min(plan.requests, from + plan.batchSize)
    const result = await runBatch(
      {
        ...ref,
        batch,
        from,
        to,
        acceptRemovals,
        ...(rebuild !== undefined && { rebuild }),
        ...(narrow !== undefined && { narrowed: true }),
        ...(fromArchive !== undefined && { fromArchive }),
      },
      plan,
      async (ordinal) => (asked.has(ordinal) ? asked.get(ordinal) : ask(ordinal)),
      together,
    )
    failed += result.failed
    merged++
    show()
    return result
  }
  const lane = async (): Promise<void> => {
    // A continue-as-new loses open activities, so every lane ends its batch first.
    while (next < batches && !isLong()) await runNext()
  }
  const ofNothing = async (answered: number): Promise<DatasetSyncResult> => {
    await record.finishDataset.executeWithOptions(
      { summary: `finish ${dataset}, of which there is nothing` },
      [{ ...ref, nothing: true }],
    )
    return { requests: plan.requests, failed: plan.requests - answered }
  }
  if (notArchived === undefined && next === 0 && batches > 1) {
    if (patched('some-asked-first')) {
      const some = spread(plan.requests, ASKED_FIRST)
      const ends = await together(some.map((ordinal) => () => ask(ordinal)))
      if (ends.every(saysNothing)) return await ofNothing(0)
      some.forEach((ordinal, at) => asked.set(ordinal, ends[at]))
    }
    // So is one whose first answers have rows that are all left out.
    if (patched('first-batch-alone')) {
      const { answered, nothing } = await runNext()
      if (nothing) return await ofNothing(answered)
    }
  }
  await together(Array.from({ length: LANES }, () => lane))
  if (next < batches)
    await continueAsNew<typeof datasetSync>({ ...input, fromBatch: next, failed, paused: fetching.held })
  await record.finishDataset.executeWithOptions({ summary: `finish ${dataset}` }, [ref])
  return { requests: plan.requests, failed }
}

/** How a request ended: answered with rows (undefined) or without any, or given up by a type of failure. */
type End = string | undefined

/** The end of a request that was answered without rows. */
const EMPTY = 'Empty'

/**
 * Waits for a fetch; throws a defect, which fails the dataset. `onAnswer` adds no promise: that might change the order of
 * commands, in which running workflows are replayed.
 */
async function endOf(fetched: Promise<Fetched>, onAnswer: () => void): Promise<End> {
  try {
    const { empty } = await fetched
    onAnswer()
    return empty === true ? EMPTY : undefined
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error
    // Runs that were started before this distinction treat every failure as a request given up.
    if (isGivenUp(error) || !patched('only-what-is-given-up-is-lost'))
      return (error.cause instanceof ApplicationFailure && error.cause.type) || 'unknown'
    throw wasCancelled(error) ? new CancelledFailure('the fetch was cancelled') : error
  }
}

/** Failures by which a source says that it has no such thing, each time in its own way. */
const NOTHING: readonly string[] = [
  'ContractBroken',
  'SuspiciouslyEmpty',
  'Refused',
] satisfies readonly FailureType[]

const saysNothing = (end: End): boolean => end === EMPTY || (end !== undefined && NOTHING.includes(end))

/** At most `count` whole numbers from 0 to below `length` at equal distances, the first and the last among them. */
const spread = (length: number, count: number): readonly number[] => [
  ...new Set(Array.from({ length: count }, (_, at) => Math.round((at * (length - 1)) / (count - 1)))),
]

/** The end of a request that a run from the archive does not find there. */
const NOT_ARCHIVED = 'NotArchived'

interface BatchResult {
  /** Requests that were answered. */
  readonly answered: number
  /** Requests that were given up. */
  readonly failed: number
  /** No request brought a row, and none failed in a way that says nothing about the source. */
  readonly nothing: boolean
}

/** Fetches a batch and merges its answers. */
async function runBatch(
  ref: BatchRef,
  plan: Plan,
  fetch: (ordinal: number) => Promise<End>,
  together: typeof untilAllEnd,
): Promise<BatchResult> {
  const fetched = await together(
    Array.from({ length: ref.to - ref.from }, (_, index) => () => fetch(ref.from + index)),
  )
  const givenUp = fetched.filter((end) => end !== undefined && end !== EMPTY)
  const failed = givenUp.length
  const answered = fetched.length - failed
  const isEmpty = givenUp.every(saysNothing)
  const what =
    ref.to - ref.from === 1
      ? (plan.labels[ref.from] ?? '')
      : `${ref.dataset} requests ${ref.from + 1} to ${ref.to}`
  if (answered === 0) return { answered, failed, nothing: isEmpty }
  const { nothing } = await rows.transform.executeWithOptions({ summary: `transform ${what}` }, [ref])
  await rows.upsert.executeWithOptions({ summary: `upsert ${what}` }, [ref])
  return { answered, failed, nothing: isEmpty && nothing }
}
