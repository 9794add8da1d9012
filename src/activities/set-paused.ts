import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestRef } from '../contracts/dataset-run.js'
import { setControl } from '../store/runs/runs.js'
import type { Deps } from './deps.js'
import { LONGEST_AFTER_CHECK_MS } from './rate-limit-slot.js'
import { sourceOf } from './source-of.js'

/**
 * Stops the requests of a run, or lets them start again: every fetch checks this just before it sends its request. An
 * attempt that comes after a command with a higher number changes nothing.
 */
export function createSetPaused(deps: Deps) {
  return async function setPaused(
    { source, runId }: Pick<RequestRef, 'source' | 'runId'>,
    paused: boolean,
    number?: number,
  ): Promise<void> {
    await setControl(sourceOf(deps, source).database.pool, runId, paused ? 'paused' : null, number)
    // A request that read the record before may still use the slot that it has.
    if (paused) await sleep(LONGEST_AFTER_CHECK_MS)
  }
}
