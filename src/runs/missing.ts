import type { Session } from '../connect/session.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SeasonsSyncInput } from '../contracts/seasons-run.js'
import type { SourceName } from '../contracts/source-names.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import { UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { reconciledByName, type FindOptions } from './find-run.js'
import { retrySeasons } from './retry-seasons.js'
import { retryRequest } from './retry.js'

/** What asks again for what an ended run lacks; null: it lacks nothing. */
export type Missing =
  | { readonly kind: 'backfill'; readonly input: SeasonsSyncInput | null }
  | { readonly kind: 'sync'; readonly request: SyncRequest | null }

/** What a run or a backfill lacks, by any of its names. Throws a UserError if it is still running. */
export async function missingByName(
  settings: Settings,
  session: Session,
  name: string,
  source: SourceName,
  options: FindOptions = {},
): Promise<Missing> {
  const found = await reconciledByName(settings, session, name, options)
  if (found.kind === 'backfill') {
    const { backfill } = found
    const { backfillId: runId, outcome } = backfill
    if (outcome === 'running')
      throw new UserError(`Backfill ${runId} is running; see: ${COMMAND.show({ runId, source })}`)
    return { kind: 'backfill', input: (await retrySeasons(session.database, settings, backfill)) ?? null }
  }
  const { run } = found
  if (run.outcome === 'running') throw new UserError(`Run ${run.runId} is running; see: ${COMMAND.show(run)}`)
  return { kind: 'sync', request: (await retryRequest(session.database.pool, source, run)) ?? null }
}
