import { escapeIdentifier as quoted, type Client } from 'pg'
import { UserError } from '../../errors.js'
import { SCHEMAS } from './database.js'
import type { RecordSchema } from './record.js'

interface Rights {
  readonly role: string
  readonly database: string
  /** Whether the schema in which migrations begin is there. */
  readonly schema: boolean
  readonly mayCreateSchema: boolean
  /** Of our schemas: the number of those that are missing, and those in which the role may not create tables. */
  readonly lacking: number
  readonly closed: readonly string[]
  /** The owner of our tables, if the role does not have its rights. */
  readonly owner: string | null
  readonly ownerIsSuperuser: boolean | null
}

/**
 * Creates the schema of Prisma's record, where migrations begin, if it is missing. Throws a UserError with the GRANT to type
 * if a right is missing.
 */
export async function checkMayMigrate(client: Client, record: RecordSchema): Promise<void> {
  const { rows } = await client.query<Rights>(
    `select current_user as role, current_database() as database, to_regnamespace($2) is not null as schema,
       has_database_privilege(current_database(), 'CREATE') as "mayCreateSchema",
       (select count(*)::int from unnest($1::text[]) s where to_regnamespace(s) is null) as lacking,
       array(select s from unnest($1::text[]) s where to_regnamespace(s) is not null and not (has_schema_privilege(s, 'USAGE') and has_schema_privilege(s, 'CREATE'))) as closed,
       tables.owner, tables.super as "ownerIsSuperuser"
     from (select) one left join lateral (
       select rolname as owner, rolsuper as super from pg_class join pg_roles on pg_roles.oid = relowner
       where relname = '_prisma_migrations' and relnamespace = to_regnamespace($2) and not pg_has_role(relowner, 'USAGE')
     ) tables on true`,
    [[...new Set([record, ...Object.values(SCHEMAS)])], record],
  )
  const [rights] = rows
  if (rights === undefined) return
  const { role, database, schema, mayCreateSchema, owner, ownerIsSuperuser, lacking, closed } = rights
  // Membership in a superuser would make the role one.
  if (owner !== null && ownerIsSuperuser === true)
    throw new UserError(
      `The tables of the database ${database} belong to the superuser ${owner}: run migrate as that role, or have it give each of them away first: ALTER TABLE … OWNER TO ${quoted(role)};`,
    )
  if (owner !== null)
    throw new UserError(
      `The tables of the database ${database} belong to the role ${owner}: run migrate as that role, or type: GRANT ${quoted(owner)} TO ${quoted(role)};`,
    )
  const noSchemas = (!schema || lacking > 0) && !mayCreateSchema
  if (closed.length > 0 || noSchemas) {
    const of = closed.join(' and ')
    const things = [
      ...(closed.length === 0
        ? []
        : [`tables in ${closed.length === 1 ? 'the schema' : 'the schemas'} ${of}`]),
      ...(noSchemas ? ['schemas'] : []),
    ]
    const grants = [
      ...(closed.length === 0
        ? []
        : [`GRANT USAGE, CREATE ON SCHEMA ${closed.join(', ')} TO ${quoted(role)};`]),
      ...(noSchemas ? [`GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(role)};`] : []),
    ]
    throw new UserError(
      `The role ${role} may not create ${things.join(' and ')} of the database ${database}; as its owner, type: ${grants.join(' ')}`,
    )
  }
  if (!schema) await client.query(`create schema if not exists ${record}`)
}
