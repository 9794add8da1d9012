import { MACHINERY } from '../generated/catalogue/machinery.js'
import { GROUPS } from './dataset.js'
import type { Description, TableDescription } from './describe.js'
import { entityDiagram } from './entity-diagram.js'
import { columnMeaning, tableMeaning } from './meanings.js'
import { referenceOf } from './references.js'
import type { RelationTexts } from './relation-texts.js'

/** Columns that each data table has besides its own. */
const PROVENANCE = [
  ['run_id', 'text'],
  ['response_id', 'bigint'],
  ['synced_at', 'timestamptz'],
  ['first_synced_at', 'timestamptz'],
] as const

/** docs/data.md: an overview, the entities, then every table and view with its columns, those of datasets by group. */
export function dataDictionary(datasets: readonly Description[], views: readonly RelationTexts[]): string {
  const groups = GROUPS.map((group) => ({
    group,
    tables: datasets.filter((dataset) => dataset.group === group).flatMap(tablesOf),
  }))
  return `${[
    '<!-- Written by the build (tools/write-docs.mjs) from the models, the dictionary and the views in prisma/. -->',
    '',
    '# The data',
    '',
    'What the database holds. The same texts are comments in the database itself: `\\d+ player_game_logs` in psql.',
    'Begin with the [views](#views): they have names, seasons, opponents and totals in place.',
    'An arrow (→) says in which table the game, team or player that a column names has its row; `verify` checks that it has.',
    '',
    ...overview(groups, views),
    '',
    '## Entities',
    '',
    'The tables that most questions need, with their keys.',
    '',
    '```mermaid',
    ...entityDiagram(groups.flatMap(({ tables }) => tables)),
    '```',
    '',
    '## Views',
    '',
    ...views.flatMap(({ name, text, columns }) =>
      folded(
        name,
        text,
        ['column', 'meaning'],
        Object.entries(columns).map(([column, meaning]) => [code(column), meaning]),
      ),
    ),
    ...groups.flatMap(({ group, tables }) => [
      `## ${group}`,
      '',
      ...tables.flatMap((table) => tableText(table)),
    ]),
    '## Where a row came from',
    '',
    'Each table of the groups above has these columns too.',
    '',
    ...grid(
      ['column', 'type', 'meaning'],
      PROVENANCE.map(([name, type]) => [code(name), type, columnMeaning('', name) ?? '']),
    ),
    '',
    '## The record of syncs',
    '',
    ...MACHINERY.flatMap(({ name, key, columns }) =>
      tableText({
        name,
        what: tableMeaning(name) ?? '',
        key,
        columns: columns.map((column) => ({ ...column, meaning: columnMeaning(name, column.name) ?? '' })),
      }),
    ),
  ]
    .join('\n')
    .trimEnd()}\n`
}

interface Table {
  readonly name: string
  readonly what: string
  readonly key: readonly string[]
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly nullable: boolean
    readonly meaning: string | null
  }[]
}

const tablesOf = ({ name, endpoint, what: title, tables }: Description): readonly Table[] =>
  tables.map((table: TableDescription) => ({
    ...table,
    what: `${table.what ?? title} Dataset \`${name}\`, from ${endpoint}.`,
  }))

const overview = (
  groups: readonly { readonly group: string; readonly tables: readonly Table[] }[],
  views: readonly RelationTexts[],
): readonly string[] =>
  grid(
    ['group', 'tables'],
    [
      ['[views](#views)', views.map(({ name }) => code(name)).join(', ')],
      ...groups.map(({ group, tables }) => [
        `[${group}](#${group})`,
        tables.map(({ name }) => code(name)).join(', '),
      ]),
      ['[the record of syncs](#the-record-of-syncs)', MACHINERY.map(({ name }) => code(name)).join(', ')],
    ],
  )

const tableText = ({ name, what, key, columns }: Table): readonly string[] =>
  folded(
    name,
    what,
    ['column', 'type', 'meaning'],
    columns.map((column) => [
      key.includes(column.name) ? `**${code(column.name)}**` : code(column.name),
      `${column.type}${column.nullable ? '' : ', not null'}`,
      [column.meaning ?? '', ...referenceText(name, column.name)].join(' '),
    ]),
  )

/** 'Names a row of `players`', and why it need not be there. */
function referenceText(table: string, column: string): readonly string[] {
  const reference = referenceOf(table, column)
  if (reference === undefined) return []
  const { table: to, mayLack } = reference
  return [`→ ${code(to)}${mayLack === undefined ? '' : `, if it is there: ${mayLack}`}.`]
}

/** A relation whose columns are shown when its name is clicked; bold ones are the key. */
const folded = (
  name: string,
  text: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] => [
  '<details>',
  `<summary><b>${name}</b></summary>`,
  '',
  text,
  '',
  ...grid(head, rows),
  '',
  '</details>',
  '',
]

const code = (text: string): string => `\`${text}\``

const grid = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`,
  )
