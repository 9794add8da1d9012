import type { Client } from 'pg'
import { UserError } from '../../errors.js'
import { migrationSql, shippedMigrations } from './migrations.js'
import { recordIn, type RecordSchema } from './record.js'

/** What a migration creates: tables, indexes, sequences, and the indexes of its keys. */
const CREATED =
  /\b(?:create\s+(?:unique\s+)?(?:table|index|sequence)|constraint(?=\s+"\w+"\s+(?:primary key|unique)))\s+(?:if not exists\s+)?(?:"(\w+)"\.)?"(\w+)"/gi

/** A table that a migration moves. */
const MOVED = /\balter table "(\w+)" set schema "(\w+)"/gi

/** A longer list of names helps nobody. */
const NAMED = 5

/**
 * Refuses a database in which something else has a name that a missing migration will need: it would fail half-way, after
 * the migrations before it. Throws a UserError that names what is there.
 */
export async function refuseTakenNames(client: Client, record: RecordSchema): Promise<void> {
  const { rows: applied } = await client.query<{ name: string }>(
    `select migration_name as name from ${recordIn(record)} where finished_at is not null and rolled_back_at is null`,
  )
  const missing = shippedMigrations().filter((name) => !applied.some((each) => each.name === name))
  const needed = missing.flatMap((name) => {
    const sql = migrationSql(name)
    return [
      ...[...sql.matchAll(CREATED)].map(([, schema = record, created]) => `${schema}.${created}`),
      ...[...sql.matchAll(MOVED)].flatMap(([, table, to]) => (to === record ? [] : [`${to}.${table}`])),
    ]
  })
  const { rows: taken } = await client.query<{ thing: string }>(
    `select kind || ' ' || case schema when 'public' then '' else schema || '.' end || name as thing from (
       select nspname as schema, relname as name, case relkind when 'v' then 'view' when 'm' then 'view' when 'i' then 'index' when 'S' then 'sequence'
                when 'c' then 'type' else 'table' end as kind
       from pg_class join pg_namespace n on n.oid = relnamespace
       union select nspname, typname, 'type' from pg_type join pg_namespace n on n.oid = typnamespace where typrelid = 0) there
     where schema || '.' || name = any($1) order by name limit $2`,
    [needed, NAMED],
  )
  if (taken.length === 0) return
  const things = taken.map(({ thing }) => thing).join(', ')
  throw new UserError(
    `The database has what no migration on record created, by names that season-sync needs (${things}): rename it, or use another database; nothing was changed.`,
  )
}
