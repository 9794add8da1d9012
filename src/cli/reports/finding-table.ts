import type { Finding } from '../../store/runs/findings.js'
import { table } from '../terminal.js'

/** Findings of a run, a line each. */
export const findingTable = (findings: readonly Finding[]): string =>
  table(
    ['kind', 'dataset', 'about', 'what'],
    findings.map((each) => [each.kind, each.dataset, each.subject, each.detail]),
  )

/** Accepted findings: what was found, and the reason why it counts no longer. */
export const acceptedTable = (findings: readonly Finding[]): string =>
  table(
    ['dataset', 'about', 'what, and why it is accepted'],
    findings.map((each) => [each.dataset, each.subject, each.detail]),
  )
