/** A table of the results; every cell has to be filled. */
export interface Table {
  readonly caption: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A number that was promised, and the one that was measured. */
export interface Goal {
  readonly what: string
  readonly measured: string
  readonly met: boolean
}

/** The results of a scenario. */
export interface Section {
  /** What was measured and how, a paragraph each. */
  readonly notes: readonly string[]
  readonly tables: readonly Table[]
  readonly goals: readonly Goal[]
  /** What could not be measured here, with the reason. */
  readonly skipped: readonly string[]
}

/** What is missing in a section: tables without rows, cells without a value. Empty when it is complete. */
export function gapsOf({ tables, goals }: Section): readonly string[] {
  const cells = tables.flatMap(({ caption, headers, rows }) =>
    rows.flatMap((row) =>
      headers
        .filter((_, i) => isEmpty(row[i]))
        .map((header) => `${caption}: ${row[0] ?? ''} has no ${header}`),
    ),
  )
  return [
    ...tables.filter(({ rows }) => rows.length === 0).map(({ caption }) => `${caption}: no rows`),
    ...cells,
    ...goals.filter(({ measured }) => isEmpty(measured)).map(({ what }) => `no number for: ${what}`),
  ]
}

const isEmpty = (cell: string | undefined): boolean => cell === undefined || /^\s*$|NaN|undefined/.test(cell)

/** The section's text in Markdown, without its heading. */
export function markdownOf({ notes, tables, goals, skipped }: Section): string {
  const goalTable: Table = {
    caption: 'Goals',
    headers: ['goal', 'measured', 'met'],
    rows: goals.map(({ what, measured, met }) => [what, measured, met ? 'yes' : '**no**']),
  }
  return [
    ...notes,
    ...[...tables, ...(goals.length === 0 ? [] : [goalTable])].map(
      (table) => `**${table.caption}**\n\n${markdownTable(table)}`,
    ),
    ...(skipped.length === 0 ? [] : [skipped.map((reason) => `- skipped: ${reason}`).join('\n')]),
  ].join('\n\n')
}

function markdownTable({ headers, rows }: Table): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
  return [line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n')
}
