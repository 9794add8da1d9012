import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { termOf } from '../../datasets/meanings.js'
import type { RelationTexts } from '../../datasets/relation-texts.js'
import { packageRoot } from '../../version.js'

/** A view of prisma/views/, a file each. */
export interface ShippedView {
  readonly name: string
  /** What the view holds, from the first lines of its file. */
  readonly text: string
  /** Its columns in their order, each with its meaning: from the lines `-- column: meaning` that follow, or the dictionary. */
  readonly columns: Readonly<Record<string, string>>
  /** The query. */
  readonly sql: string
  /** Changes with the query, and with the views that it reads. */
  readonly hash: string
}

const FOLDER = join(packageRoot, 'prisma', 'views')

/** By the end of its comment a view is known as ours, in a restored database too. */
export const OURS = 'A view of season-sync.'

/** The views that this build ships, each after those that it reads. */
export function shippedViews(): readonly ShippedView[] {
  const read = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => parsed(file.slice(0, -'.sql'.length), readFileSync(join(FOLDER, file), 'utf8')))
  const ordered = new Map<string, ShippedView>()
  const add = (view: ShippedView): void => {
    const reads = read.filter((other) => other !== view && new RegExp(`\\b${other.name}\\b`).test(view.sql))
    reads.filter(({ name }) => !ordered.has(name)).forEach(add)
    const below = reads.map(({ name }) => ordered.get(name)?.hash ?? '')
    ordered.set(view.name, { ...view, hash: hashOf([view.hash, ...below].join()) })
  }
  read.filter(({ name }) => !ordered.has(name)).forEach(add)
  return [...ordered.values()]
}

/** The texts of a view. */
export const viewTexts = ({ name, text, columns }: ShippedView): RelationTexts => ({
  name,
  text: `${text} ${OURS}`,
  columns,
})

function parsed(name: string, file: string): ShippedView {
  const lines = file.split('\n')
  const start = lines.findIndex((line) => !line.startsWith('--'))
  const said = lines.slice(0, start).map((line) => line.slice(2).trim())
  const end = said.includes('') ? said.indexOf('') : said.length
  const sql = lines.slice(start).join('\n').trim()
  const explained = explainedIn(said.slice(end + 1))
  const columns = selectedBy(sql).map(
    (column) => [column, explained[column] ?? termOf(column) ?? ''] as const,
  )
  return {
    name,
    text: said.slice(0, end).join(' '),
    columns: Object.fromEntries(columns),
    sql,
    hash: hashOf(sql),
  }
}

/** The names of the columns that a query selects: those of its first select that stands in no brackets. */
function selectedBy(sql: string): readonly string[] {
  let depth = 0
  let flat = ''
  for (const character of sql.replaceAll(/--.*/g, '')) {
    if (character === ')') depth--
    if (depth === 0) flat += character
    if (character === '(') depth++
  }
  const [, list = ''] = /\bselect\b([^]*?)\bfrom\b/.exec(flat) ?? []
  return list.split(',').map((column) => /(\w+)\s*$/.exec(column)?.[1] ?? '')
}

/** A line that names no column continues the one before it. */
function explainedIn(lines: readonly string[]): Readonly<Record<string, string>> {
  const found: [string, string][] = []
  for (const line of lines) {
    const [, column, text] = /^(\w+): (.+)$/.exec(line) ?? []
    const last = found.at(-1)
    if (column !== undefined && text !== undefined) found.push([column, text])
    else if (last !== undefined) last[1] += ` ${line}`
  }
  return Object.fromEntries(found)
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
