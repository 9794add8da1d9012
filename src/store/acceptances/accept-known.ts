import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import type { Finding } from '../runs/findings.js'
import type { AcceptanceScope } from './acceptance.js'
import { closeAcceptances, openAcceptances } from './acceptances.js'
import { withAcceptances } from './with-acceptances.js'

/**
 * The findings of a run that ends, those with an open acceptance as accepted ones. Records the acceptances that have
 * ended. `verifiedBy`: each dataset of the run and the source that verified it.
 */
export async function acceptKnown(
  pool: pg.Pool,
  run: AcceptanceScope,
  findings: readonly Finding[],
  verifiedBy: ReadonlyMap<string, string | null>,
  ends: {
    readonly failed: Readonly<Record<string, string>>
    readonly failure?: string
    /** The run was about a part of the season: that it lacks other findings ends no acceptance. */
    readonly narrowed?: boolean
  },
): Promise<readonly Finding[]> {
  const names = [...verifiedBy.keys()]
  const present = (datasets: readonly string[]): ReadonlySet<string> => new Set(datasets.map(canonicalName))
  const judged = withAcceptances(findings, await openAcceptances(pool, run), {
    verified: present(names.filter((name) => (verifiedBy.get(name) ?? null) !== null)),
    failed: present(ends.failure === undefined ? Object.keys(ends.failed) : names),
  })
  if (ends.narrowed !== true) await closeAcceptances(pool, judged.ended, 'ended')
  return judged.findings
}
