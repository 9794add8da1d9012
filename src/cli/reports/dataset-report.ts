import type { Description, TableDescription } from '../../datasets/describe.js'
import { clean, coloursOf, count, thousands } from '../terminal.js'

/** Characters of a line. */
const WIDTH = 80

/** The datasets by group: a line with its numbers, and one that says what it is. */
export function datasetList(datasets: readonly Description[]): string {
  const width = Math.max(...datasets.map(({ name }) => name.length)) + 2
  const { bold, dim } = coloursOf(process.stdout)
  const groups = [...new Set(datasets.map(({ group }) => group ?? 'others'))]
  const head = dim(`  ${'dataset'.padEnd(width)}${line(['request for', 'since', 'requests', ''])}`.trimEnd())
  return [
    head,
    ...groups.flatMap((group) => [
      '',
      bold(group),
      ...datasets
        .filter((dataset) => (dataset.group ?? 'others') === group)
        .flatMap((dataset) => [
          `  ${dataset.name.padEnd(width)}${line([`each ${dataset.subject}`, dataset.since, thousands(dataset.requests), dataset.byDefault ? 'by default' : ''])}`.trimEnd(),
          ...wrapped(dataset.what, 4).map((text) => dim(text)),
        ]),
    ]),
  ].join('\n')
}

const line = ([subject = '', since = '', requests = '', byDefault = '']: readonly string[]): string =>
  `${subject.padEnd(13)}${since.padEnd(9)}${requests.padStart(8)}  ${byDefault}`

/** All that `datasets show` says of one. */
export function datasetText(dataset: Description): string {
  const { name, what, group, subject, endpoint, since, seasonTypes, requests, needs, checks, leftOut } =
    dataset
  const { bold } = coloursOf(process.stdout)
  const facts: readonly (readonly [string, string])[] = [
    ['group', group ?? ''],
    ['endpoint', endpoint],
    ['since', `${since}${seasonTypes === null ? '' : `, ${seasonTypes.join(', ')} alone`}`],
    ['asks', `once for each ${subject}: ${count(requests, 'request')} for a season`],
    ['needs', needs.join(', ')],
    ['by default', dataset.byDefault ? 'yes' : 'no: name it with --only'],
  ]
  return [
    ...wrapped(`${name}: ${what}`, 0).map((text) => bold(text)),
    '',
    ...facts.filter(([, value]) => value !== '').flatMap(([fact, value]) => labelled(fact, value)),
    ...dataset.tables.flatMap((table) => ['', ...tableText(table)]),
    '',
    ...labelled('checks', '', checks.length === 0 ? ['nothing independent is there'] : [...new Set(checks)]),
    ...labelled(
      'left out',
      '',
      Object.entries(leftOut).map(([reason, names]) => `${reason}: ${names.join(', ')}`),
    ),
  ].join('\n')
}

function tableText({ name, what, key, columns }: TableDescription): readonly string[] {
  const { bold, dim } = coloursOf(process.stdout)
  const widths = [
    2 + Math.max(...columns.map((column) => column.name.length)),
    2 + Math.max(...columns.map(({ type }) => type.length)),
  ] as const
  return [
    bold(`table ${name}`),
    ...(what === null ? [] : wrapped(what, 2)),
    ...wrapped(`key: ${key.join(', ')}`, 2),
    ...columns.flatMap(({ name: column, type, from, meaning }) => {
      const start = `  ${column.padEnd(widths[0])}${type.padEnd(widths[1])}`
      const source = from ?? '(derived)'
      const fits = start.length + source.length <= WIDTH
      return [
        ...(fits ? [`${start}${source}`] : [start.trimEnd(), ...wrapped(source, 6)]),
        ...(meaning === null ? [] : wrapped(meaning, 6).map((text) => dim(text))),
      ]
    }),
  ]
}

/** A name with a value beside it, or a list below it. */
function labelled(name: string, value: string, list: readonly string[] = []): readonly string[] {
  if (value === '') return list.length === 0 ? [] : [name, ...list.flatMap((item) => wrapped(item, 2))]
  const [first = '', ...rest] = wrapped(value, 12)
  return [`${name.padEnd(12)}${first.trimStart()}`, ...rest]
}

/** Words in lines of 80 characters, each after some spaces; what follows the first line of an item stands further in. */
function wrapped(text: string, indentation: number): readonly string[] {
  const lines: string[] = []
  for (const word of clean(text, 5_000).split(' ')) {
    const open = lines.at(-1)
    if (open !== undefined && open.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${open} ${word}`
    else lines.push(`${' '.repeat(indentation)}${word}`)
  }
  return lines
}
