import type { Client, Pool } from 'pg'
import type { SCHEMAS } from './database.js'

/** The schema in which Prisma's record of migrations stands, or will. */
export type RecordSchema = 'public' | typeof SCHEMAS.work

// Not imported as a value: database.ts has bigints read as numbers, which the schema engine cannot use.
const OURS: typeof SCHEMAS.work = 'sync'

/** The migration that every database of ours has on record. */
const FIRST = '20261123000000_init'

/** The record's name in SQL. */
export const recordIn = (schema: RecordSchema): string => `${schema}._prisma_migrations`

/**
 * The schema of Prisma's record: `public` in a database that an earlier build made, where it stays; `sync` in all others,
 * also beside the record of another program in `public`.
 */
export async function recordSchema(database: Client | Pool): Promise<RecordSchema> {
  const { rows } = await database.query<{ schema: RecordSchema; legible: boolean; tables: boolean }>(
    `select nspname as schema, has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT') as legible,
       exists (select from pg_class where relname = 'sync_runs' and relnamespace in (to_regnamespace('public'), to_regnamespace('sync'))) as tables
     from pg_class c join pg_namespace n on n.oid = relnamespace where relname = '_prisma_migrations' and nspname in ('public', 'sync')`,
  )
  const old = rows.find(({ schema }) => schema === 'public')
  if (old === undefined || rows.length > 1) return OURS
  if (!old.legible) return old.tables ? 'public' : OURS
  const { rowCount } = await database.query(
    `select from ${recordIn('public')} where migration_name = $1 limit 1`,
    [FIRST],
  )
  return rowCount === 0 ? OURS : 'public'
}

/** Creates an empty record, as Prisma creates it. Where it is there, Prisma accepts tables of others beside ours. */
export const createRecord = (
  schema: RecordSchema,
): string => `create table if not exists ${recordIn(schema)} (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

/** Removes the record again if no migration was applied. */
export const removeEmptyRecord = (schema: RecordSchema): string => `do $$ begin
  if not exists (select from ${recordIn(schema)}) then drop table ${recordIn(schema)}; end if;
end $$`
