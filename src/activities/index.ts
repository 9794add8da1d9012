import { createCloseRun } from './close-run.js'
import type { Deps } from './deps.js'
import { createFetch } from './fetch.js'
import { createFinishDataset } from './finish-dataset.js'
import { createOpenRun } from './open-run.js'
import { createPlan } from './plan.js'
import { createAwaitSync, createResolveSync, runningSync } from './scheduled-sync.js'
import { createSetPaused } from './set-paused.js'
import { createTransform } from './transform.js'
import { createUpsert } from './upsert.js'

/** All activities, with their dependencies passed in. */
export function createActivities(deps: Deps) {
  return {
    openRunRecord: createOpenRun(deps),
    plan: createPlan(deps),
    fetch: createFetch(deps),
    transform: createTransform(deps),
    upsert: createUpsert(deps),
    finishDataset: createFinishDataset(deps),
    setPaused: createSetPaused(deps),
    closeRunRecord: createCloseRun(deps),
    resolveSync: createResolveSync(deps),
    runningSync,
    awaitSync: createAwaitSync(deps),
  }
}

export type Activities = ReturnType<typeof createActivities>
