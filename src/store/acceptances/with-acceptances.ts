import { canonicalName } from '../../contracts/dataset-names.js'
import type { Finding } from '../runs/findings.js'
import { isAbout, isAcceptable, type Acceptance } from './acceptance.js'

/** The subject of a finding about a whole season. */
const SEASON = /^\d{4}-\d{2}$/

/** What a run knows about its datasets, by their present names. */
export interface RunDatasets {
  /** Datasets that an independent source verified. */
  readonly verified: ReadonlySet<string>
  /** Datasets that failed: what is missing of them says nothing about the source. */
  readonly failed: ReadonlySet<string>
}

/**
 * Turns findings with an open acceptance into accepted ones, with its reason, and gives the acceptances that have ended:
 * those whose finding says something else now, and those of verified datasets whose finding is gone.
 */
export function withAcceptances(
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
  { verified, failed }: RunDatasets,
): { readonly findings: readonly Finding[]; readonly ended: readonly Acceptance[] } {
  const matchesOf = matcher(acceptances)
  const met = new Set<Acceptance>()
  const subjects = new Set(findings.map((finding) => subjectKey(finding)))
  const judged = findings.map((finding): Finding => {
    const matches = isAcceptable(finding.kind) ? matchesOf(finding) : []
    const [first] = matches
    for (const match of matches) met.add(match)
    if (first === undefined) return finding
    return { ...finding, kind: 'accepted', detail: `${finding.detail}, because ${first.reason}` }
  })
  // Where a season lacks all of a dataset, its single games have no findings of their own.
  const lackedAsAWhole = new Set(
    findings.filter(({ subject }) => SEASON.test(subject)).map(({ dataset }) => canonicalName(dataset)),
  )
  const ended = acceptances.filter((acceptance) => {
    const { dataset, neverAsk, subject } = acceptance
    if (met.has(acceptance) || neverAsk || dataset === null || failed.has(dataset)) return false
    if (lackedAsAWhole.has(canonicalName(dataset)) && !SEASON.test(subject)) return false
    return verified.has(dataset) || subjects.has(subjectKey(acceptance))
  })
  return { findings: judged, ended }
}

/** Finds the acceptances of a finding; by a map, since a season may have some hundreds of both. */
function matcher(acceptances: readonly Acceptance[]): (finding: Finding) => readonly Acceptance[] {
  const isGeneral = ({ dataset, kind, detail }: Acceptance): boolean =>
    dataset === null || kind === null || detail === null
  const general = acceptances.filter(isGeneral)
  const exact = new Map(
    acceptances.filter((each) => !isGeneral(each)).map((each) => [findingKey(each), each] as const),
  )
  return (finding) => [
    ...[exact.get(findingKey(finding)) ?? []].flat(),
    ...general.filter(
      ({ dataset, kind, subject, detail }) =>
        (dataset ?? canonicalName(finding.dataset)) === canonicalName(finding.dataset) &&
        (kind ?? finding.kind) === finding.kind &&
        (detail ?? finding.detail) === finding.detail &&
        isAbout(finding.subject, subject),
    ),
  ]
}

type Keyed = Pick<Finding | Acceptance, 'dataset' | 'kind' | 'subject' | 'detail'>

const subjectKey = ({ dataset, kind, subject }: Omit<Keyed, 'detail'>): string =>
  JSON.stringify([canonicalName(dataset ?? ''), kind, subject])

const findingKey = (of: Keyed): string => JSON.stringify([subjectKey(of), of.detail])
