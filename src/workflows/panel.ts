import { nextSteps } from '../contracts/next-step.js'
import type { Outcome } from '../contracts/outcome.js'
import type { SeasonSyncInput, SeasonSyncResult, StepReport } from '../contracts/season-run.js'
import { capital } from '../text/capital.js'
import { withoutAddresses } from '../text/without-addresses.js'

/**
 * Columns of the steps' table that appear when any dataset has a number above 0 in them: the Web UI's panel has room
 * for eight columns.
 */
const SHOWN_ABOVE_ZERO = ['updated', 'unchanged', 'removed', 'quarantined', 'missing'] as const
const ALWAYS_SHOWN = ['requests', 'retries', 'inserted'] as const

/** The steps of a run as a Markdown table, for the Web UI. */
export function stepsMarkdown(steps: readonly StepReport[]): string {
  const numbers = [
    ...ALWAYS_SHOWN,
    ...SHOWN_ABOVE_ZERO.filter((column) => steps.some((step) => step[column] > 0)),
  ]
  return markdownTable(
    ['dataset', 'outcome', ...numbers],
    steps.map((step) => [
      step.name,
      step.outcome,
      ...numbers.map((column) => (column === 'requests' ? requestsText(step) : step[column])),
    ]),
  )
}

/**
 * `410 of 1230` where some requests were not answered: they are planned, and perhaps were never sent. The Web UI would
 * draw `410/1230` as a small fraction.
 */
const requestsText = ({ answered, requests }: StepReport): string | number =>
  answered < requests ? `${answered} of ${requests}` : requests

/** A Markdown table whose columns of numbers are aligned to the right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  const isNumber = head.map((_, i) => rows.length > 0 && rows.every((row) => isNumeric(row[i])))
  return [line(head), line(isNumber.map((right) => (right ? '---:' : '---'))), ...rows.map(line)].join('\n')
}

/** A number, or some of a number. */
const isNumeric = (cell: string | number | undefined): boolean =>
  typeof cell === 'number' || (cell !== undefined && /^\d+ of \d+$/.test(cell))

/** The outcome of a run as the first line of a panel. */
export const HEADLINES: Readonly<Record<Outcome, string>> = {
  running: '**running**',
  succeeded: '**succeeded**',
  partial: '**partial**: not all is there',
  failed: '**failed**: what was merged stays',
  cancelled: '**cancelled**: what was merged stays',
}

/** Outcome of a run, the next command and the causes, as Markdown for the Web UI. */
export function endDetails(input: SeasonSyncInput, result: SeasonSyncResult): string {
  const { outcome, cause, datasets } = result
  const causes = datasets.flatMap(({ name, cause: own }) =>
    own === null ? [] : [`- ${name}: ${plain(own)}`],
  )
  return panel(
    HEADLINES[outcome],
    causes.length > 0 ? '' : plain(cause ?? ''), // the cause of the run as a whole
    nextStep(input, result, '`'),
    causes.join('\n'),
    datasets.length > 0 ? stepsMarkdown(datasets) : '',
  )
}

/** An empty line at the end, because the Web UI's panel cuts its last line in half. */
const LAST_LINE = '\u00a0'

/** Paragraphs for a panel of the Web UI; empty ones are left out. */
export const panel = (...paragraphs: readonly string[]): string =>
  [...paragraphs, LAST_LINE].filter((part) => part !== '').join('\n\n')

/**
 * The next command for a person, between two marks. It names all datasets, since a workflow does not know which ones
 * every sync brings.
 */
export function nextStep(
  { datasets, ...sync }: SeasonSyncInput,
  { outcome, runId, cause }: SeasonSyncResult,
  mark = '',
): string {
  return nextSteps(outcome, { ...sync, runId, cause, only: datasets.map(({ name }) => name) })
    .map(({ words, command }) => `${capital(words)}: ${mark}${command}${mark}.`)
    .join(' ')
}

/** Text from outside the program, with its markup escaped and without the address. */
export const plain = (text: string): string => withoutAddresses(text).replace(/[\\`*<>[\]|]/g, '\\$&')
