import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow'
import { SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import { COMMAND } from '../contracts/next-step.js'
import { failureOf, type SyncEnd } from '../contracts/run-end.js'
import {
  triggerOfSeason,
  type SeasonItem,
  type SeasonState,
  type SeasonsSyncInput,
  type SeasonsSyncResult,
} from '../contracts/seasons-run.js'
import { innermostCause, messageOf } from '../errors.js'
import { seasonTitle } from '../season/seasons-title.js'
import { backfillRecord } from './activities.js'
import { PausableRun } from './pause.js'
import { endOfChild, joinOrWait, lookups, startSeason } from './season-child.js'
import { endOfSeasons, SeasonsPanel } from './seasons-panel.js'
import { untilAllEnd } from './until-all-end.js'

/** Temporal warns at 10,240 events, and suggests a new execution at 4,096 unless it is set otherwise. */
const LONGEST_HISTORY = 8_000

/**
 * Syncs several seasons, a few at a time, each as a workflow of its own under the season's fixed id. A season that is not
 * whole does not stop the others. It continues as new when Temporal suggests it and no season is open.
 */
export async function seasonsSync(input: SeasonsSyncInput): Promise<SeasonsSyncResult> {
  const { firstExecutionRunId: backfillId, startTime } = workflowInfo()
  const { source, seasons } = input
  const panel = new SeasonsPanel(input, backfillId)
  const pausable = new PausableRun(
    (paused, number) =>
      backfillRecord.setBackfillPaused.executeWithOptions(
        { summary: paused ? 'pause the seasons' : 'resume the seasons' },
        [{ source, backfillId }, paused, number],
      ),
    (paused) => panel.paused(paused),
    input.paused,
  )
  let next = input.next ?? 0
  let failure: string | undefined
  let cancellation: unknown
  const lane = async (): Promise<void> => {
    for (;;) {
      await condition(() => !pausable.paused)
      // A continue-as-new loses open children, so every lane ends its season first.
      const item = isLong() ? undefined : seasons[next]
      if (item === undefined) return
      await new SeasonOfBackfill(input, backfillId, next++, pausable, panel).sync(item)
    }
  }
  try {
    if (input.next === undefined) {
      upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.runId, value: backfillId }])
      await backfillRecord.openBackfillRecord.executeWithOptions({ summary: 'open the record' }, [
        input,
        backfillId,
        startTime.getTime(),
      ])
    }
    await untilAllEnd(Array.from({ length: input.window }, () => lane))
    await condition(allHandlersFinished)
  } catch (error) {
    if (isCancellation(error)) cancellation = error
    else failure = sentenceOf(error)
  }
  if (next < seasons.length && cancellation === undefined && failure === undefined)
    await continueAsNew<typeof seasonsSync>({
      ...input,
      next,
      paused: pausable.paused,
      counts: panel.counts,
    })
  pausable.end()
  const result = await CancellationScope.nonCancellable(() =>
    backfillRecord.closeBackfillRecord.executeWithOptions({ summary: 'record the outcome' }, [
      { source, backfillId },
      { cancelled: cancellation !== undefined, ...(failure !== undefined && { failure }) },
    ]),
  )
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.outcome, value: result.outcome }])
  setCurrentDetails(endOfSeasons(result, source))
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished))
  if (cancellation !== undefined) throw cancellation
  const notWhole = failureOf(result, true, `See: ${COMMAND.show({ runId: backfillId, source })}.`)
  if (notWhole !== undefined) throw notWhole
  return result
}

function isLong(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo()
  return continueAsNewSuggested || historyLength >= LONGEST_HISTORY
}

/** One season of a backfill: starts its run, or waits for the one that holds its id, and records its end. */
class SeasonOfBackfill {
  readonly #input: SeasonsSyncInput
  readonly #backfillId: string
  readonly #ordinal: number
  readonly #pausable: PausableRun
  readonly #panel: SeasonsPanel

  constructor(
    input: SeasonsSyncInput,
    backfillId: string,
    ordinal: number,
    pausable: PausableRun,
    panel: SeasonsPanel,
  ) {
    this.#input = input
    this.#backfillId = backfillId
    this.#ordinal = ordinal
    this.#pausable = pausable
    this.#panel = panel
  }

  /** Syncs the season. Throws a cancellation alone: any other failure is the season's own end. */
  async sync(item: SeasonItem): Promise<void> {
    const name = seasonTitle(item)
    this.#panel.started(name)
    let state: SeasonState | undefined
    try {
      while (state === undefined) state = await this.#runOrJoin(item)
    } catch (error) {
      if (isCancellation(error)) throw error
      state = { runId: null, outcome: 'failed', cause: sentenceOf(error) }
    }
    const ended = state
    await CancellationScope.nonCancellable(() => this.#record(ended, name))
    this.#panel.ended(name, ended)
  }

  /** The end of the season's run, or of another's of the same datasets. Undefined: another run has ended; try again. */
  async #runOrJoin(item: SeasonItem): Promise<SeasonState | undefined> {
    const { source, request } = this.#input
    const trigger = triggerOfSeason(this.#input)
    const { due, ended } = await lookups.resolveSeason.executeWithOptions(
      { summary: `which datasets has ${seasonTitle(item)}` },
      [{ ...request, ...item, source, trigger, backfillId: this.#backfillId }, this.#ordinal],
    )
    if (due === undefined) return ended
    const { paused } = this.#pausable
    const own = await startSeason(due)
    if (own !== undefined) {
      const runId = own.firstExecutionRunId
      return stateOf(runId, await endOfChild(this.#pausable.during(seasonTitle(item), own, paused)))
    }
    const end = await joinOrWait(due, async (other, joined) => {
      this.#panel.waits(
        seasonTitle(item),
        `${joined ? 'joined' : 'waits for'} the run ${other.runId} (${other.trigger})`,
      )
      if (joined)
        await this.#record({ runId: other.runId, outcome: 'running', cause: null }, seasonTitle(item))
    })
    return end && stateOf(end.runId, end)
  }

  #record(state: SeasonState, name: string): Promise<void> {
    return backfillRecord.recordSeason.executeWithOptions({ summary: `${name}: ${state.outcome}` }, [
      { source: this.#input.source, backfillId: this.#backfillId, ordinal: this.#ordinal },
      state,
    ])
  }
}

const stateOf = (runId: string, { outcome, cause }: SyncEnd): SeasonState => ({ runId, outcome, cause })

const sentenceOf = (error: unknown): string => messageOf(innermostCause(error))
