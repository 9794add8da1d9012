import { Context } from '@temporalio/activity'
import type { SeasonSyncInput } from '../contracts/season-run.js'
import { SourceError } from '../sources/judge/source-error.js'
import { openRun } from '../store/runs/runs.js'
import { claimDatabase } from '../store/runs/workers.js'
import type { Deps } from './deps.js'
import { permanent } from './failures.js'
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
    // Nobody waits at a terminal for what a schedule started: its requests wait for a source that is down.
    if (input.trigger !== 'manual' && input.trigger !== 'library') return
    try {
      await client.checkReachable()
    } catch (error) {
      if (error instanceof SourceError && info.attempt >= REACH_ATTEMPTS)
        throw permanent('SourceUnreachable', error)
      throw error
    }
  }
}
