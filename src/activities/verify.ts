import type { SeasonSyncInput } from '../contracts/season-run.js'
import { findDataset } from '../datasets/catalogue.js'
import { easternToday } from '../season/season.js'
import { verifyDataset } from '../store/completeness/completeness.js'
import { storeVerification } from '../store/completeness/verifications.js'
import { basisOf, verifiedBefore } from '../store/completeness/verified-before.js'
import type { Deps } from './deps.js'
import { aboutNarrow, unknownGames } from './about-narrow.js'
import { withHeartbeat } from './heartbeat.js'
import { sourceOf } from './source-of.js'

/**
 * Holds the stored rows of a dataset of a run against the independent sources of their era, and records what it finds for
 * the end of the run; where nothing has been written since the latest verification, what that one found. A dataset that
 * this worker does not know has nothing to hold against.
 */
export function createVerify(deps: Deps) {
  return async function verify(input: SeasonSyncInput, runId: string, name: string): Promise<void> {
    const { pool } = sourceOf(deps, input.source).database
    const declared = findDataset(input.source, name)
    if (declared === undefined) return
    const dataset = { ...declared, name }
    const today = easternToday(input.today)
    const isAbout = await aboutNarrow(pool, input, runId, name)
    await withHeartbeat(async () => {
      const verified = { ...input, runId, today }
      const basis = isAbout === undefined ? await basisOf(pool, dataset, verified) : undefined
      const before = basis && input.rebuild !== true && (await verifiedBefore(pool, name, verified, basis))
      const found = before || (await verifyDataset(pool, dataset, input, today, isAbout))
      const unknown = await unknownGames(pool, input, name)
      await storeVerification(pool, runId, name, {
        ...found,
        findings: [...found.findings, ...unknown],
        basis,
      })
    })
  }
}
