import type { LabelGames } from '../../runs/game-labels.js'
import type { Finding } from '../../store/runs/findings.js'
import { withoutAddresses } from '../../text/without-addresses.js'
import { table, thousands } from '../terminal.js'

/** Subjects of a group that its line names. */
const NAMED = 2

/** Findings that say the same of the same dataset about different games, players or requests. */
export interface FindingGroup extends Omit<Finding, 'subject'> {
  readonly subjects: readonly string[]
}

/** Findings in groups, in the order of their first ones. The date of a
 * game is no difference, nor is the address that was asked for it. */
export function grouped(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = JSON.stringify([finding.kind, finding.dataset, wordsOf(finding)])
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  return [...groups.values()].flatMap((of) => {
    const [first] = of
    if (first === undefined) return []
    const { dataset, kind, detail } = first
    return [
      {
        dataset,
        kind,
        detail: of.length === 1 ? detail : wordsOf(first),
        subjects: of.map(({ subject }) => subject),
      },
    ]
  })
}

/** A group for each finding. */
export const ungrouped = (findings: readonly Finding[]): readonly FindingGroup[] =>
  findings.map(({ subject, ...finding }) => ({ ...finding, subjects: [subject] }))

const wordsOf = ({ detail }: Finding): string =>
  withoutAddresses(detail.replace(/^played on \d{4}-\d\d-\d\d$/, 'played'))

/** Findings of a run, a line for each group. `label` adds teams and dates to games. */
export const findingTable = (groups: readonly FindingGroup[], label: LabelGames = (text) => text): string =>
  table(
    ['kind', 'dataset', 'about', 'what'],
    groups.map((each) => [each.kind, each.dataset, subjectsText(each, label), label(each.detail)]),
  )

/** Accepted findings: what was found, and the reason why it counts no longer. */
export const acceptedTable = (groups: readonly FindingGroup[], label: LabelGames): string =>
  table(
    ['dataset', 'about', 'what, and why it is accepted'],
    groups.map((each) => [each.dataset, subjectsText(each, label), label(each.detail)]),
  )

/** '0021800001 (OKC at GSW, 2018-10-16)'; '12 of them: boxscoretraditionalv3 0021800001 (…), 0021800002 (…) and 10 more' */
function subjectsText({ subjects }: FindingGroup, label: LabelGames): string {
  const [first = '', ...others] = subjects
  if (others.length === 0) return label(first)
  const endpoint = /^\w+ (?=\d)/.exec(first)?.[0] ?? ''
  const named = [first, ...others.map((each) => each.replace(endpoint, ''))].slice(0, NAMED)
  const more = subjects.length - named.length
  return `${subjects.length} of them: ${named.map(label).join(', ')}${more === 0 ? '' : ` and ${thousands(more)} more`}`
}
