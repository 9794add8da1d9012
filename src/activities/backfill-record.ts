import { setTimeout as sleep } from 'node:timers/promises'
import { scheduleOfTrigger } from '../contracts/names.js'
import type {
  SeasonRef,
  SeasonState,
  SeasonsEnd,
  SeasonsSyncInput,
  SeasonsSyncResult,
} from '../contracts/seasons-run.js'
import { findDataset } from '../datasets/catalogue.js'
import type { Dataset } from '../datasets/dataset.js'
import { selectDatasets } from '../datasets/selection.js'
import {
  closeBackfill,
  openBackfill,
  reopenBackfill,
  setBackfillControl,
  setSeason,
} from '../store/runs/backfills.js'
import type { Deps } from './deps.js'
import { checkDatabaseAndSource, executionOf, servicesOf } from './open-run.js'
import { LONGEST_AFTER_CHECK_MS } from './rate-limit-slot.js'
import { wasReset } from './reset.js'
import { sourceOf } from './source-of.js'

type BackfillRef = Omit<SeasonRef, 'ordinal'>

/** Opens the record of a backfill and of its seasons, after the checks of a run that a person waits for. */
export function createOpenBackfill(deps: Deps) {
  return async function openBackfillRecord(
    input: SeasonsSyncInput,
    backfillId: string,
    startedAtMs: number,
  ): Promise<void> {
    const { pool } = sourceOf(deps, input.source).database
    const execution = await executionOf(startedAtMs)
    const open = async (): Promise<void> => {
      await openBackfill(pool, { backfillId, ...execution }, input)
      if (wasReset(backfillId)) await reopenBackfill(pool, backfillId)
    }
    // A rebuild asks the source for nothing, and no person waits for what a schedule starts.
    const awaited = input.request.fromArchive !== true && scheduleOfTrigger(input.trigger) === undefined
    await checkDatabaseAndSource(deps, input.source, open, () => servicesOf(datasetsOf(input)), awaited)
  }
}

/**
 * The datasets that the seasons ask for, all together. One that this worker does not know is left out: it fails its
 * seasons, with a sentence, and no others.
 */
const datasetsOf = ({ source, seasons, request }: SeasonsSyncInput): readonly Dataset[] =>
  seasons.flatMap((item) => {
    const only = item.only ?? request.only
    const known = only?.filter((name) => findDataset(source, name) !== undefined)
    return selectDatasets(source, item, known)
  })

/** Records what the workflow knows of a season: the run that it joined, or its end. */
export function createRecordSeason(deps: Deps) {
  return async function recordSeason({ source, ...season }: SeasonRef, state: SeasonState): Promise<void> {
    await setSeason(sourceOf(deps, source).database.pool, season, state)
  }
}

/** Stops the requests of all runs of a backfill, or lets them start again (see `setPaused`). */
export function createSetBackfillPaused(deps: Deps) {
  return async function setBackfillPaused(
    { source, backfillId }: BackfillRef,
    paused: boolean,
    number?: number,
  ): Promise<void> {
    await setBackfillControl(
      sourceOf(deps, source).database.pool,
      backfillId,
      paused ? 'paused' : null,
      number,
    )
    // A request that read the record before may still use the slot that it has.
    if (paused) await sleep(LONGEST_AFTER_CHECK_MS)
  }
}

/** Gives a backfill its outcome by those of its seasons, and closes the record. It can be repeated. */
export function createCloseBackfill(deps: Deps) {
  return async function closeBackfillRecord(
    { source, backfillId }: BackfillRef,
    ends: SeasonsEnd,
  ): Promise<SeasonsSyncResult> {
    return closeBackfill(sourceOf(deps, source).database.pool, backfillId, ends, {
      again: wasReset(backfillId),
    })
  }
}
