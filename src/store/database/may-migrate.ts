import { escapeIdentifier as quoted, type Client } from 'pg'
import { UserError } from '../../errors.js'

interface Rights {
  readonly role: string
  readonly database: string
  /** Whether the schema public is there. */
  readonly schema: boolean
  readonly mayCreateSchema: boolean
  readonly mayCreateTables: boolean | null
  /** The owner of our tables, if the role does not have its rights. */
  readonly owner: string | null
  readonly ownerIsSuperuser: boolean | null
}

/** Creates the schema public where it is missing. Throws a UserError with the GRANT to type if a right is missing. */
export async function checkMayMigrate(client: Client): Promise<void> {
  const { rows } = await client.query<Rights>(
    `select current_user as role, current_database() as database, to_regnamespace('public') is not null as schema,
       has_database_privilege(current_database(), 'CREATE') as "mayCreateSchema",
       has_schema_privilege(to_regnamespace('public'), 'USAGE') and has_schema_privilege(to_regnamespace('public'), 'CREATE') as "mayCreateTables",
       tables.owner, tables.super as "ownerIsSuperuser"
     from (select) one left join lateral (
       select rolname as owner, rolsuper as super from pg_class join pg_roles on pg_roles.oid = relowner
       where relname = '_prisma_migrations' and relnamespace = to_regnamespace('public') and not pg_has_role(relowner, 'USAGE')
     ) tables on true`,
  )
  const [rights] = rows
  if (rights === undefined) return
  const { role, database, schema, mayCreateSchema, mayCreateTables, owner, ownerIsSuperuser } = rights
  // Membership in a superuser would make the role one.
  if (owner !== null && ownerIsSuperuser === true)
    throw new UserError(
      `The tables of the database ${database} belong to the superuser ${owner}: run migrate as that role, or have it give each of them away first: ALTER TABLE … OWNER TO ${quoted(role)};`,
    )
  if (owner !== null)
    throw new UserError(
      `The tables of the database ${database} belong to the role ${owner}: run migrate as that role, or type: GRANT ${quoted(owner)} TO ${quoted(role)};`,
    )
  if (schema && mayCreateTables !== true)
    throw new UserError(
      `The role ${role} may not create tables in the schema public of the database ${database}; as its owner, type: GRANT USAGE, CREATE ON SCHEMA public TO ${quoted(role)};`,
    )
  if (schema) return
  if (!mayCreateSchema)
    throw new UserError(
      `The database ${database} has no schema public, and the role ${role} may not create it; as the owner, type: GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(role)};`,
    )
  await client.query('create schema if not exists public')
}
