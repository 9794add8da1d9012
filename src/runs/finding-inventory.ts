import { COMMAND } from '../contracts/next-step.js'
import { isAcceptable } from '../store/acceptances/acceptance.js'
import type { RunRecord } from '../store/runs/history.js'
import type { Finding } from '../store/runs/findings.js'
import { printable } from '../text/printable.js'

/** Subjects of each kind and dataset that the sentence names. */
const NAMED = 3

/**
 * The findings of a run as a part of a sentence: 'it has 2 missing of box_scores (0021800001, 0021800002)'. Points rows
 * that are held back to the option that decides on them.
 */
export function findingInventory(run: RunRecord, findings: readonly Finding[]): string {
  const subjects = new Map<string, string[]>()
  for (const { dataset, kind, subject } of findings) {
    if (!isAcceptable(kind) && kind !== 'accepted') continue
    const group = `${kind} of ${dataset}`
    subjects.set(group, [...(subjects.get(group) ?? []), subject])
  }
  const groups = [...subjects].map(([group, of]) => {
    const named = of.slice(0, NAMED).map((subject) => printable(subject))
    return `${of.length} ${group} (${[...named, ...(of.length > NAMED ? ['…'] : [])].join(', ')})`
  })
  const has = groups.length === 0 ? 'it has none to accept' : `it has ${groups.join(' and ')}`
  return findings.some(({ kind }) => kind === 'held') ? `${has}, and ${heldRowsAdvice(run)}` : has
}

/** What can be done about rows that are held back, as a part of a sentence. */
export const heldRowsAdvice = (run: RunRecord): string =>
  `rows that it held back are removed with: ${COMMAND.retry(run)} --accept-removals`
