import type { StepReport } from '../contracts.js'

/** The steps of a run as a Markdown table, for the Web UI. */
export function stepTable(steps: readonly StepReport[]): string {
  const rows = steps.map((step) =>
    [
      step.name,
      step.outcome,
      step.requests,
      step.retries,
      step.inserted,
      step.updated,
      step.unchanged,
      step.removed,
      step.quarantined,
      step.missing,
    ]
      .map((cell) => String(cell).replaceAll('|', '\\|'))
      .join(' | '),
  )
  return [
    '| dataset | outcome | requests | retries | inserted | updated | unchanged | removed | quarantined | missing |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}
