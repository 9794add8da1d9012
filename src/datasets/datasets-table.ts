import type { Description } from './describe.js'

/** docs/datasets.md: a line for each dataset. */
export function datasetsTable(datasets: readonly Description[]): string {
  const head = [
    'dataset',
    'subject of a request',
    'group',
    'since',
    'requests for a season',
    'tables (columns)',
    'left out',
    'held against',
  ]
  return `${[
    '<!-- Written by the build (tools/write-docs.mjs) from the declarations in src/datasets/. -->',
    '',
    '# Datasets',
    '',
    `The ${datasets.length} datasets of stats.nba.com, from their declarations; \`season-sync datasets show NAME\` has the columns. Requests are those of a regular`,
    'season of 30 teams with 82 games each; **bold** ones are part of a sync that names none.',
    '',
    row(head),
    row(head.map(() => '---')),
    ...datasets.map((dataset) => row(cellsOf(dataset))),
  ].join('\n')}\n`
}

const cellsOf = (dataset: Description): readonly string[] => [
  dataset.byDefault ? `**${dataset.name}**` : dataset.name,
  dataset.subject,
  dataset.group ?? '',
  dataset.seasonTypes === null ? dataset.since : `${dataset.since} (${dataset.seasonTypes.join(', ')})`,
  dataset.requests.toLocaleString('en-US'),
  dataset.tables.map(({ name, columns }) => `${name} (${columns.length})`).join(', '),
  Object.entries(dataset.leftOut)
    .map(([reason, names]) => `${reason}: ${names.map((name) => `\`${name}\``).join(', ')}`)
    .join('; '),
  [...new Set(dataset.checks)].join('; ') || 'nothing',
]

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
