import { checksOf } from './checks.js'
import type { DatasetPlan } from './dataset-plan.js'
import type { Doubt } from './doubt.js'
import type { Column } from './key.js'
import { parametersOf } from './parameters.js'
import { quoted } from './quoted.js'
import { isOfScope } from './request.js'

/** Fields of a dataset stand one by one up to here; more of them in groups that share a type. */
const MOST_ONE_BY_ONE = 12
/** What prettier leaves on one line. */
const WIDTH = 104

/** The declaration's file. */
export function declarationOf(plan: DatasetPlan): string {
  const { name, title, asked, since, shape } = plan
  const factory = factoryOf(plan)
  const params = parametersOf(plan).map((code) => `params: ${code}`)
  const properties = [
    `title: ${quoted(asked.subject === 'season' ? title : `${title}, one request for each ${asked.subject}`)}`,
    `group: ${quoted(plan.group)}`,
    marked(
      plan,
      params.length === 0 ? ['endpoint', 'params'] : ['endpoint'],
      `endpoint: ${quoted(asked.endpoint)}`,
    ),
    ...(shape.kind === 'box' ? [`root: ${quoted(shape.root)}`] : []),
    ...(shape.kind === 'result set' ? [`resultSet: ${quoted(shape.resultSet)}`] : []),
    ...(shape.kind === 'list' ? [`list: ${quoted(shape.list)}`, `names: ${quoted(shape.names)}`] : []),
    ...params.map((property) => marked(plan, ['params'], property)),
    marked(plan, ['since'], `since: ${since}`),
    ...leftOutOf(plan),
    ...checksOf(plan).needs,
    ...(plan.box ? boxOf(plan) : tableOf(plan)),
    ...checksOf(plan).verify,
  ]
  const body = `export default ${factory}('${name}', {\n${properties.join(',\n')},\n})\n`
  return `${importsOf(body)}\n\n${commentOf(plan)}\n${body}`
}

function factoryOf({ shape, asked }: DatasetPlan): string {
  if (shape.kind === 'box') return 'gameBox'
  if (shape.kind === 'list') return `${asked.subject}List`
  return `${asked.subject}Table`
}

/** A property with the reasons to look at it in the lines before. */
function marked({ doubts }: DatasetPlan, of: readonly Doubt['of'][], property: string): string {
  const reasons = doubts.filter((doubt) => of.includes(doubt.of)).map(({ why }) => `Unsure: ${why}.`)
  return [...reasons.flatMap((reason) => wrapped(reason, WIDTH).map((line) => `// ${line}`)), property].join(
    '\n',
  )
}

function tableOf(plan: DatasetPlan): readonly string[] {
  const {
    tables: [table],
    fields,
    ofScope,
    asked,
  } = plan
  const scope = ofScope.join(' ') === 'season season_type' || !isOfScope(asked.subject)
  const guard = asked.subject === 'season' && table.key.at(-1) === 'team_id' && ofScope.length > 0
  return [
    `table: ${quoted(table.name)}`,
    marked(plan, ['key'], `key: [${table.key.map(quoted).join(', ')}]`),
    ...(scope ? [] : [`ofScope: [${ofScope.map(quoted).join(', ')}]`]),
    ...(guard ? [`guard: 'team_id'`] : []),
    `fields: ${fieldsOf(fields, fields.length > MOST_ONE_BY_ONE)}`,
  ]
}

function boxOf({ box, tables, asked }: DatasetPlan): readonly string[] {
  if (box === undefined) return []
  const grouped = box.players.length + box.teams.length + box.statistics.length > MOST_ONE_BY_ONE
  const inside = box.statistics.map((column) => ({ ...column, from: column.from.replace('statistics.', '') }))
  const [players, teams] = tables
  return [
    `players: { table: ${quoted(players.name)}, fields: ${fieldsOf(box.players, grouped)} }`,
    `teams: { table: ${quoted(teams?.name ?? asked.endpoint)}, fields: ${fieldsOf(box.teams, grouped)} }`,
    `statistics: ${fieldsOf(inside, grouped)}`,
    ...(box.statistics.some(({ column }) => column === 'points') ? [`score: 'points'`] : []),
  ]
}

function fieldsOf(columns: readonly Column[], grouped: boolean): string {
  if (columns.length === 0) return '{}'
  if (!grouped)
    return `{\n${columns
      .map(({ column, from, type, optional }) => {
        const field = optional ? 'optionalField' : 'field'
        return `${column}: ${field}(${quoted(from)}, cell.${type}),`
      })
      .join('\n')}\n}`
  const kinds = new Map<string, Column[]>()
  for (const column of columns) {
    const kind = `${column.type} ${column.optional}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), column])
  }
  const groups = [...kinds.values()].flatMap((kind) => linesOf(kind))
  return `[\n${groups.map((group) => groupOf(group)).join(',\n')},\n]`
}

/** Columns of one type in groups of a line each. */
function linesOf(columns: readonly Column[]): readonly (readonly Column[])[] {
  const lines: Column[][] = []
  for (const column of columns) {
    const open = lines.at(-1)
    if (open !== undefined && groupOf([...open, column]).length <= WIDTH) open.push(column)
    else lines.push([column])
  }
  return lines
}

const groupOf = (columns: readonly Column[]): string => {
  const [first] = columns
  const names = columns.map(({ column, from }) => `${column}: ${quoted(from)}`).join(', ')
  return `[cell.${first?.type}, { ${names} }${first?.optional ? ", 'optional'" : ''}]`
}

/** Modules of the kit by what they give. */
const MODULES: readonly (readonly [module: string, names: readonly string[]])[] = [
  ['../../season/season.js', ['startYear']],
  ['../kit/body-list.js', ['dateList', 'gameList', 'seasonList']],
  ['../kit/cells.js', ['cell']],
  ['../kit/fields.js', ['field', 'optionalField']],
  ['../kit/game-box.js', ['gameBox']],
  ['../kit/stats-request.js', ['query', 'seasonParams']],
  ['../kit/stats-table.js', ['dateTable', 'gameTable', 'playerTable', 'seasonTable', 'teamTable']],
  ['../kit/verify.js', ['everyLogged']],
]

const importsOf = (body: string): string =>
  MODULES.map(([module, names]) => ({
    module,
    used: names.filter((name) => new RegExp(String.raw`\b${name}[(.]`).test(body)),
  }))
    .filter(({ used }) => used.length > 0)
    .map(({ module, used }) => `import { ${used.join(', ')} } from '${module}'`)
    .join('\n')

/** What is left out, by the reason why. */
function leftOutOf({ leftOut }: DatasetPlan): readonly string[] {
  if (leftOut.size === 0) return []
  const reasons = [...leftOut].map(
    ([reason, names]) => `${quoted(reason)}: [${names.map(quoted).join(', ')}]`,
  )
  return [`leftOut: { ${reasons.join(', ')} }`]
}

function commentOf({ title, asked, shape }: DatasetPlan): string {
  const rows = shape.kind === 'box' ? shape.players.length + shape.teams.length : shape.rows.length
  const text = [
    `${title.charAt(0).toUpperCase()}${title.slice(1)}: stats.nba.com ${asked.endpoint}.`,
    `Key, cell types and first season follow from ${rows} ${rows === 1 ? 'row' : 'rows'} of a recorded answer.`,
  ]
  return `/**\n${text
    .flatMap((line) => wrapped(line, WIDTH))
    .map((line) => ` * ${line}`)
    .join('\n')}\n */`
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + word.length < width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
