import { escapeIdentifier as quoted, type Client } from 'pg'
import { UserError } from '../../errors.js'
import { SCHEMAS } from './database.js'

interface Rights {
  readonly role: string
  readonly database: string
  /** Whether the schema public is there. */
  readonly schema: boolean
  readonly mayCreateSchema: boolean
  /** Of our schemas: those that are missing, and the first in which the role may not create tables. */
  readonly lacking: number
  readonly closed: string | null
  readonly mayCreateTables: boolean | null
  /** The owner of our tables, if the role does not have its rights. */
  readonly owner: string | null
  readonly ownerIsSuperuser: boolean | null
}

/** Creates the schema public, where migrations begin, if it is missing. Throws a UserError with the GRANT to type if a right is missing. */
export async function checkMayMigrate(client: Client): Promise<void> {
  const { rows } = await client.query<Rights>(
    `select current_user as role, current_database() as database, to_regnamespace('public') is not null as schema,
       has_database_privilege(current_database(), 'CREATE') as "mayCreateSchema",
       has_schema_privilege(to_regnamespace('public'), 'USAGE') and has_schema_privilege(to_regnamespace('public'), 'CREATE') as "mayCreateTables",
       (select count(*)::int from unnest($1::text[]) s where to_regnamespace(s) is null) as lacking,
       (select s from unnest($1::text[]) s where to_regnamespace(s) is not null and not (has_schema_privilege(s, 'USAGE') and has_schema_privilege(s, 'CREATE')) limit 1) as closed,
       tables.owner, tables.super as "ownerIsSuperuser"
     from (select) one left join lateral (
       select rolname as owner, rolsuper as super from pg_class join pg_roles on pg_roles.oid = relowner
       where relname = '_prisma_migrations' and relnamespace = to_regnamespace('public') and not pg_has_role(relowner, 'USAGE')
     ) tables on true`,
    [Object.values(SCHEMAS)],
  )
  const [rights] = rows
  if (rights === undefined) return
  const {
    role,
    database,
    schema,
    mayCreateSchema,
    mayCreateTables,
    owner,
    ownerIsSuperuser,
    lacking,
    closed,
  } = rights
  // Membership in a superuser would make the role one.
  if (owner !== null && ownerIsSuperuser === true)
    throw new UserError(
      `The tables of the database ${database} belong to the superuser ${owner}: run migrate as that role, or have it give each of them away first: ALTER TABLE … OWNER TO ${quoted(role)};`,
    )
  if (owner !== null)
    throw new UserError(
      `The tables of the database ${database} belong to the role ${owner}: run migrate as that role, or type: GRANT ${quoted(owner)} TO ${quoted(role)};`,
    )
  const noTables = schema && mayCreateTables !== true ? 'public' : closed
  const noSchemas = (!schema || lacking > 0) && !mayCreateSchema
  if (noTables !== null || noSchemas) {
    const things = [
      ...(noTables === null ? [] : [`tables in the schema ${noTables}`]),
      ...(noSchemas ? ['schemas'] : []),
    ]
    const grants = [
      ...(noTables === null ? [] : [`GRANT USAGE, CREATE ON SCHEMA ${noTables} TO ${quoted(role)};`]),
      ...(noSchemas ? [`GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(role)};`] : []),
    ]
    throw new UserError(
      `The role ${role} may not create ${things.join(' and ')} of the database ${database}; as its owner, type: ${grants.join(' ')}`,
    )
  }
  if (!schema) await client.query('create schema if not exists public')
}
