import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../src/version.js'

/** A row of the suite's table. */
export interface Row {
  readonly fault: string
  readonly expected: string
  /** Measured facts, never words written in advance. */
  readonly seen: readonly string[]
  readonly failure?: string
  /** Duration of the test; missing in a row for one of a test's several faults. */
  readonly seconds?: number
}

const rowsFile = (folder: string): string => join(folder, 'rows.jsonl')

export function addRow(folder: string, row: Row): void {
  appendFileSync(rowsFile(folder), `${JSON.stringify(row)}\n`)
}

/**
 * Writes the rows of a suite run as Markdown to `test-results/faults.md` and returns the path; undefined without rows.
 */
export function writeTable(folder: string, seed: string): string | undefined {
  if (!existsSync(rowsFile(folder))) return undefined
  const rows = readFileSync(rowsFile(folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  const target = join(packageRoot, 'test-results')
  mkdirSync(target, { recursive: true })
  const path = join(target, 'faults.md')
  const lines = rows.map(({ fault, expected, seen, failure, seconds }) =>
    [
      fault,
      expected,
      [...seen, ...(failure === undefined ? [] : [`**FAILED**: ${failure}`])].join('; '),
      seconds === undefined ? '' : `${Math.round(seconds)} s`,
    ]
      .map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' '))
      .join(' | '),
  )
  const table = [
    '| fault | expected | seen | took |',
    '| --- | --- | --- | ---: |',
    ...lines.map((line) => `| ${line} |`),
  ]
  writeFileSync(
    path,
    `# Faults\n\n${new Date().toISOString()}, seed \`${seed}\`, ${rows.length} faults.\n\n${table.join('\n')}\n`,
  )
  return path
}
