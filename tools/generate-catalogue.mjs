// Writes src/generated/catalogue/: the dataset files and their names, and the tables of prisma/datasets/ with their
// columns, as types, and what is said of them. Adding a dataset file therefore adds the dataset, and a misspelt dataset, table or column is a
// type error. Runs after `prisma generate`, whose data model it reads. It also keeps the list of our tables in
// docs/roles.sql, by which that file tells them from tables of others.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { machineryOf } from './machinery.mjs'
import { meaningsOf } from './meanings.mjs'
import { termsOf } from './terms.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = `${root}src/generated/catalogue/`

/** Columns of every data table that the merge writes, not a dataset. */
const PROVENANCE = ['run_id', 'response_id', 'synced_at', 'first_synced_at']

const datasets = ['nba', 'rest'].flatMap((source) =>
  readdirSync(`${root}src/datasets/${source}`)
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /^export default /m.test(readFileSync(`${root}src/datasets/${source}/${file}`, 'utf8')))
    .toSorted()
    .map((file) => file.slice(0, -3))
    .map((file) => ({ source, file, name: file.replaceAll('-', '_') })),
)

const byName = (a, b) => (a < b ? -1 : 1)
const quoted = (names) => names.map((name) => `'${name}'`).join(' | ')
const variable = ({ source, name }) => `${source}_${name}`
const ofSource = (source) => datasets.filter((dataset) => dataset.source === source)

write('dataset-names.ts', [
  '/** All datasets: the files below src/datasets/nba and src/datasets/rest. An interface, so that a program can add its own. */',
  'export interface DatasetNames {',
  ...[...new Set(datasets.map(({ name }) => name))].toSorted(byName).map((name) => `  ${name}: true`),
  '}',
  'export type DatasetName = keyof DatasetNames',
])
write('datasets.ts', [
  "import type { Dataset } from '../../datasets/dataset.js'",
  ...datasets.map((d) => `import ${variable(d)} from '../../datasets/${d.source}/${d.file}.js'`),
  '',
  '/** The datasets of each kind of source, by name. */',
  ...['nba', 'rest'].map(
    (source) =>
      `export const ${source.toUpperCase()}_DATASETS: readonly Dataset[] = [${ofSource(source).map(variable).join(', ')}]`,
  ),
])
write('tables.ts', [
  '/** Columns of each data table, without those of provenance. An interface, so that a program can add its own tables. */',
  'export interface TableColumns {',
  ...dataTables().map(({ name, columns }) => `  ${name}: ${quoted(columns)}`),
  '}',
])

write('meanings.ts', [
  "/** What the models of prisma/ say of each table (under '') and its columns: meaning and unit. */",
  'export const MEANINGS: Readonly<Record<string, Readonly<Record<string, string>>>> =',
  `  ${JSON.stringify({ ...meaningsOf(`${root}prisma/`), ...meaningsOf(`${root}prisma/datasets/`) }, null, 2)}`,
  '/** Columns and what they mean where the models say nothing (prisma/terms.txt). */',
  'export const TERMS: readonly (readonly [name: string, text: string])[] =',
  `  ${JSON.stringify(termsOf(`${root}prisma/terms.txt`), null, 2)}`,
])
write('machinery.ts', [
  '/** The tables that no dataset fills (prisma/schema.prisma): evidence and work of syncs. */',
  'export const MACHINERY = ',
  `  ${JSON.stringify(machineryOf(`${root}prisma/schema.prisma`), null, 2)} as const`,
])

writeTablesOfRoles()

/** The tables of the models that have the columns of provenance. */
function dataTables() {
  const generated = readFileSync(`${root}src/generated/prisma/internal/class.ts`, 'utf8')
  const json = /config\.runtimeDataModel = JSON\.parse\((".*")\)/.exec(generated)?.[1]
  if (json === undefined) throw new Error('the data model of the generated Prisma client was not found')
  return Object.values(JSON.parse(JSON.parse(json)).models)
    .map(({ dbName, fields }) => ({
      name: dbName,
      columns: fields.map((field) => field.dbName ?? field.name),
    }))
    .filter(({ columns }) => PROVENANCE.every((column) => columns.includes(column)))
    .map(({ name, columns }) => ({ name, columns: columns.filter((column) => !PROVENANCE.includes(column)) }))
}

/** The tables that each migration creates, as rows of SQL. */
function tablesOfMigrations() {
  const folder = `${root}prisma/migrations/`
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted(byName)
    .map((name) => {
      const sql = readFileSync(`${folder}${name}/migration.sql`, 'utf8')
      return {
        name,
        tables: [...sql.matchAll(/^create table (?:"\w+"\.)?"(\w+)"/gim)].map(([, table]) => table),
      }
    })
    .filter(({ tables }) => tables.length > 0)
    .map(({ name, tables }) => `('${name}', '{${tables.join(', ')}}'::text[])`)
    .join(',\n')
}

function writeTablesOfRoles() {
  const file = `${root}docs/roles.sql`
  if (!existsSync(file)) return // the installed package has no docs
  const before = readFileSync(file, 'utf8')
  const after = before.replace(
    /^( *)(-- \(tools.+\)\n)[^]*?^ *(-- \(until here\))/m,
    (_, indent, begin, end) =>
      `${indent}${begin}${tablesOfMigrations().replaceAll(/^/gm, indent)}\n${indent}${end}`,
  )
  if (after !== before) writeFileSync(file, after)
}

function write(file, lines) {
  mkdirSync(out, { recursive: true })
  writeFileSync(out + file, `// Made by tools/generate-catalogue.mjs.\n${lines.join('\n')}\n`)
}
