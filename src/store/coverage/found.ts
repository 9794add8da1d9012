import type pg from 'pg'
import type { SourceName } from '../../contracts/source-names.js'
import { canonicalName } from '../../contracts/dataset-names.js'
import { openAcceptances } from '../acceptances/acceptances.js'
import { withAcceptances } from '../acceptances/with-acceptances.js'
import type { Finding } from '../runs/findings.js'
import { scopeKey } from './games-played.js'
import { findingsOfRuns, lastSteps, type LastStep } from './last-steps.js'

/** What the latest sync of a dataset found, by the acceptances of now. */
export interface LatestFindings extends LastStep {
  readonly missing: number
  readonly conflicts: number
  readonly held: number
  readonly accepted: number
}

const NOTHING_VERIFIED = { verified: new Set<string>(), failed: new Set<string>() }

/** What the latest sync of each dataset found in each season and type. */
export async function lastFound(
  pool: pg.Pool,
  source: SourceName,
  seasons: readonly string[] | undefined,
): Promise<readonly LatestFindings[]> {
  const [steps, acceptances] = await Promise.all([
    lastSteps(pool, source, seasons),
    openAcceptances(pool, { source }),
  ])
  const findings = await findingsOfRuns(pool, [...new Set(steps.map(({ runId }) => runId))])
  const judged = new Map<string, readonly Finding[]>()
  const findingsOf = (step: LastStep): readonly Finding[] => {
    const known = judged.get(step.runId)
    if (known !== undefined) return known
    // A person may have accepted some since the run.
    const open = acceptances.filter((acceptance) => scopeKey(acceptance) === scopeKey(step))
    const { findings: now } = withAcceptances(findings.get(step.runId) ?? [], open, NOTHING_VERIFIED)
    judged.set(step.runId, now)
    return now
  }
  return steps.map((step) => {
    const own = findingsOf(step).filter(({ dataset }) => canonicalName(dataset) === step.dataset)
    const count = (...kinds: readonly Finding['kind'][]): number =>
      own.filter(({ kind }) => kinds.includes(kind)).length
    return {
      ...step,
      missing: count('missing'),
      conflicts: count('conflict', 'wrong'),
      held: count('held'),
      accepted: count('accepted'),
    }
  })
}
