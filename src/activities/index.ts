import { createCloseRun } from './close-run.js'
import type { Deps } from './deps.js'
import { createFetch } from './fetch.js'
import { createFinishDataset } from './finish-dataset.js'
import { createOpenRun } from './open-run.js'
import { judged } from './judged.js'
import { createPlan } from './plan.js'
import {
  createCloseBackfill,
  createOpenBackfill,
  createRecordSeason,
  createSetBackfillPaused,
} from './backfill-record.js'
import { createResolveSeason, createResolveSeasons, createResolveSync } from './resolve-sync.js'
import { createAwaitSync, runningSync } from './scheduled-sync.js'
import { createSetPaused } from './set-paused.js'
import { createTransform } from './transform.js'
import { createUpsert } from './upsert.js'
import { createVerify } from './verify.js'

/** All activities, with their dependencies passed in; `judged` ends the tries that help nothing. */
export function createActivities(deps: Deps) {
  return {
    openRunRecord: judged(createOpenRun(deps)),
    plan: judged(createPlan(deps)),
    fetch: judged(createFetch(deps)),
    transform: judged(createTransform(deps)),
    upsert: judged(createUpsert(deps)),
    finishDataset: judged(createFinishDataset(deps)),
    setPaused: judged(createSetPaused(deps)),
    verify: judged(createVerify(deps)),
    closeRunRecord: judged(createCloseRun(deps)),
    resolveSync: judged(createResolveSync(deps)),
    resolveSeasons: judged(createResolveSeasons(deps)),
    resolveSeason: judged(createResolveSeason(deps)),
    openBackfillRecord: judged(createOpenBackfill(deps)),
    recordSeason: judged(createRecordSeason(deps)),
    setBackfillPaused: judged(createSetBackfillPaused(deps)),
    closeBackfillRecord: judged(createCloseBackfill(deps)),
    runningSync: judged(runningSync),
    awaitSync: judged(createAwaitSync(deps)),
  }
}

export type Activities = ReturnType<typeof createActivities>
