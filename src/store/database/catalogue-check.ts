import type pg from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import type { Dataset } from '../../datasets/dataset.js'
import { UserError } from '../../errors.js'
import { SCHEMAS } from './database.js'
import { schemaState } from './migrations.js'

/** Columns that the merge writes itself, with the type that each must have. */
const PROVENANCE = {
  run_id: 'text',
  response_id: 'int8',
  synced_at: 'timestamptz',
  first_synced_at: 'timestamptz',
}

interface DatabaseColumn {
  readonly type: string
  readonly nullable: boolean
  readonly hasDefault: boolean
}

/**
 * The faults of a database's tables for the datasets that fill them: a sentence for each missing table or column,
 * column of another type, column that may not be null and gets no value, and key without a unique index.
 */
export async function catalogueFaults(
  pool: pg.Pool,
  datasets: readonly Dataset[],
): Promise<readonly string[]> {
  const tables = datasets.flatMap((dataset) => dataset.tables)
  const names = [...new Set(tables.map(({ name }) => name))]
  const columns = await columnsOf(pool, names)
  const unique = await uniqueIndexes(pool, names)
  return names.flatMap((name) => {
    const existing = columns.get(name)
    if (existing === undefined) return [`the table ${name} is missing`]
    const fills = tables.filter((table) => table.name === name)
    const written = new Set([...fills.flatMap((table) => table.columns), ...Object.keys(PROVENANCE)])
    const wanted = fills.flatMap(({ types }) => Object.entries(types))
    return [
      ...Object.entries(PROVENANCE).flatMap(([column, type]) =>
        faultsOf(name, column, { types: [type], nullable: false }, existing.get(column)),
      ),
      ...wanted.flatMap(([column, type]) => faultsOf(name, column, type, existing.get(column))),
      ...[...existing].flatMap(([column, { nullable, hasDefault }]) =>
        nullable || hasDefault || written.has(column)
          ? []
          : [`the column ${name}.${column} may not be null, and no dataset fills it`],
      ),
      ...fills.flatMap(({ key }) =>
        unique.get(name)?.has(key.toSorted(byName).join(',')) === true
          ? []
          : [`the table ${name} has no unique index on its key (${key.join(', ')})`],
      ),
    ]
  })
}

/** Refuses a database whose tables do not fit: a merge into it would be retried for ever. Throws a UserError. */
export async function checkCatalogue(pool: pg.Pool, datasets: readonly Dataset[]): Promise<void> {
  const faults = await catalogueFaults(pool, datasets)
  const [first] = faults
  if (first === undefined) return
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`
  const { current } = await schemaState(pool)
  const next = current
    ? 'all migrations of this version are applied, so none of them mends it: write one (CONTRIBUTING.md), and change the tables of your own datasets yourself'
    : `run: ${COMMAND.migrate}, and add the tables of your own datasets`
  throw new UserError(`The database does not fit the datasets: ${first}${more}; ${next}.`)
}

function faultsOf(
  table: string,
  column: string,
  { types, nullable }: { readonly types: readonly string[]; readonly nullable: boolean },
  existing: DatabaseColumn | undefined,
): readonly string[] {
  if (existing === undefined) return [`the column ${table}.${column} is missing`]
  if (!types.includes(existing.type))
    return [`the column ${table}.${column} is of type ${existing.type}, not ${types.join(' or ')}`]
  return nullable && !existing.nullable
    ? [`the column ${table}.${column} may not be null, its values may`]
    : []
}

async function columnsOf(
  pool: pg.Pool,
  tables: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, DatabaseColumn>>> {
  const { rows } = await pool.query<DatabaseColumn & { table: string; column: string }>(
    `select c.relname as "table", a.attname as "column", t.typname as type, not a.attnotnull as nullable, a.atthasdef as "hasDefault"
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     where c.oid in (select to_regclass('${SCHEMAS.data}.' || quote_ident(name)) from unnest($1::text[]) name)`,
    [tables],
  )
  const found = new Map<string, Map<string, DatabaseColumn>>()
  for (const { table, column, ...of } of rows)
    found.set(table, (found.get(table) ?? new Map<string, DatabaseColumn>()).set(column, of))
  return found
}

/** The columns of each unique index, sorted and joined, by table. */
async function uniqueIndexes(
  pool: pg.Pool,
  tables: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await pool.query<{ table: string; columns: string[] }>(
    `select c.relname as "table", array_agg(a.attname::text) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
     where i.indisunique and i.indpred is null and c.oid in (select to_regclass('${SCHEMAS.data}.' || quote_ident(name)) from unnest($1::text[]) name)
     group by i.indexrelid, c.relname`,
    [tables],
  )
  const found = new Map<string, Set<string>>()
  for (const { table, columns } of rows)
    found.set(table, (found.get(table) ?? new Set<string>()).add(columns.toSorted(byName).join(',')))
  return found
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1)
