import type { SeasonSyncInput } from '../contracts/season-run.js'
import { findDataset } from '../datasets/catalogue.js'
import { easternToday } from '../season/season.js'
import { verifyDataset } from '../store/completeness/completeness.js'
import { storeVerification } from '../store/completeness/verifications.js'
import type { Deps } from './deps.js'
import { aboutNarrow, unknownGames } from './about-narrow.js'
import { withHeartbeat } from './heartbeat.js'
import { sourceOf } from './source-of.js'

/**
 * Holds the stored rows of a dataset of a run against the independent sources of their era, and records what it finds for
 * the end of the run. A dataset that this worker does not know has nothing to hold against.
 */
export function createVerify(deps: Deps) {
  return async function verify(input: SeasonSyncInput, runId: string, name: string): Promise<void> {
    const { pool } = sourceOf(deps, input.source).database
    const dataset = findDataset(input.source, name)
    if (dataset === undefined) return
    const isAbout = await aboutNarrow(pool, input, runId, name)
    const { verifiedBy, findings } = await withHeartbeat(() =>
      verifyDataset(pool, { ...dataset, name }, input, easternToday(input.today), isAbout),
    )
    const unknown = await unknownGames(pool, input, name)
    await storeVerification(pool, runId, name, { verifiedBy, findings: [...findings, ...unknown] })
  }
}
