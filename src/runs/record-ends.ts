import type { Client } from '@temporalio/client'
import type pg from 'pg'
import type { SourceName } from '../contracts/source-names.js'
import { messageOf } from '../errors.js'
import { schemaState } from '../store/database/migrations.js'
import { isNotCreatedYet } from '../store/database/refusal.js'
import { poll } from '../system/poll.js'
import { reconcileRuns } from './reconcile.js'

/** A run whose end is not on record is recorded within this time, milliseconds, once the database takes it. */
const ENDS_MS = 20_000

/**
 * Records in a database, until `end`, the ends of runs that could not do so themselves: they were terminated or timed out in
 * Temporal, or the database refused them. Resolves after the first attempt. An attempt that fails is reported unless the
 * one before it failed as well.
 */
export async function keepRecordingEnds(
  client: Client,
  pool: pg.Pool,
  sources: readonly SourceName[],
  report: (line: string) => void,
  everyMs = ENDS_MS,
): Promise<{ readonly end: () => void }> {
  const ended = new AbortController()
  let failing = false
  const attempt = async (): Promise<void> => {
    try {
      if (await hasTables(pool)) await reconcileRuns(client, pool, { sources })
      failing = false
    } catch (error) {
      // The worker that ends closes its connections under an attempt.
      if (!failing && !ended.signal.aborted)
        report(`Ends of runs cannot be recorded (${messageOf(error)}); trying again`)
      failing = true
    }
  }
  await new Promise<void>((resolve) => {
    const options = { everyMs, timeoutMs: Infinity, until: ended.signal }
    void poll(() => attempt().then(resolve), options) // further calls of `resolve` have no effect
  })
  return { end: () => ended.abort() }
}

/** A database that the first sync of its source creates later has no runs, nor has one without the tables of this build. */
async function hasTables(pool: pg.Pool): Promise<boolean> {
  try {
    return (await schemaState(pool)).current
  } catch (error) {
    if (isNotCreatedYet(error)) return false
    throw error
  }
}
