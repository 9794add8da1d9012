import { Client } from 'pg'
import { closeClient } from '../../store/database/connection.js'
import { codeOf } from '../machine/error-code.js'
import type { ProgressReporter, StackPaths } from '../machine/paths.js'
import {
  APPLICATION_ROLE,
  applicationPassword,
  postgresUrl,
  replaceSuperuserPassword,
  SUPERUSER,
  superuserUrl,
} from './passwords.js'

/** Class of SQLSTATE for a wrong password or role, which no waiting mends. */
export const ACCESS_REFUSED = '28'

/** Nothing of a superuser's; `create database` is the stack's. */
const ORDINARY = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls'

/** Ids of objects below this one are Postgres's own (FirstNormalObjectId). */
const FIRST_OWN_ID = 16_384

/**
 * Makes the application's role what it must be: ordinary, with the password on disk, owner of every database. Databases
 * of a version that gave them to the superuser are brought over; the superuser then gets another password, because that
 * version showed it.
 */
export async function prepareRoles(
  paths: StackPaths,
  port: number,
  progress: ProgressReporter,
): Promise<void> {
  await withClient(superuserUrl(paths, port, 'postgres'), async (admin) => {
    await admin.query('set log_min_error_statement = panic') // the log must have no statement with a password
    if (!(await applicationCanLogIn(paths, port))) await setApplicationRole(admin, applicationPassword(paths))
    const before = await databasesOfSuperuser(admin)
    if (before.length === 0) return
    progress(`Giving the databases to the role ${APPLICATION_ROLE}, which is no superuser`)
    await replaceSuperuserPassword(paths, (password) =>
      admin.query(`alter role ${SUPERUSER} password ${admin.escapeLiteral(password)}`),
    )
    for (const name of before)
      await withClient(superuserUrl(paths, port, name), (client) => giveToApplication(client, name))
  })
}

async function applicationCanLogIn(paths: StackPaths, port: number): Promise<boolean> {
  try {
    await withClient(postgresUrl(paths, port, 'postgres'), () => Promise.resolve())
    return true
  } catch (error) {
    if (codeOf(error)?.startsWith(ACCESS_REFUSED) === true) return false // no such role, or another password
    throw error
  }
}

async function setApplicationRole(admin: Client, password: string): Promise<void> {
  const found = await admin.query('select from pg_roles where rolname = $1', [APPLICATION_ROLE])
  const verb = found.rowCount === 0 ? 'create' : 'alter'
  await admin.query(`${verb} role ${APPLICATION_ROLE} ${ORDINARY} password ${admin.escapeLiteral(password)}`)
}

async function databasesOfSuperuser(admin: Client): Promise<string[]> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database
     where oid >= ${FIRST_OWN_ID} and datdba = (select oid from pg_roles where rolname = $1) order by 1`,
    [SUPERUSER],
  )
  return rows.map(({ datname }) => datname)
}

/**
 * Statements that give what the superuser owns in a database to the application; `reassign owned` refuses that role.
 * What an extension brought stays with the extension, and a sequence follows the table that it belongs to.
 */
const GIVE = `
  with mine as (select oid from pg_roles where rolname = $1),
  objects (kind, name, class, id) as (
    select 'table', c.oid::regclass::text, 'pg_class'::regclass, c.oid
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relowner in (table mine) and c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_'
    union all
    select 'sequence', c.oid::regclass::text, 'pg_class'::regclass, c.oid
    from pg_class c
    where c.relowner in (table mine) and c.relkind = 'S'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i') and d.refobjsubid > 0)
    union all
    select 'type', t.oid::regtype::text, 'pg_type'::regclass, t.oid
    from pg_type t left join pg_class c on c.oid = t.typrelid
    where t.typowner in (table mine) and (t.typtype in ('e', 'd', 'r') or c.relkind = 'c')
    union all
    select 'routine', p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid
    from pg_proc p
    where p.proowner in (table mine)
    union all
    select 'schema', quote_ident(n.nspname), 'pg_namespace'::regclass, n.oid
    from pg_namespace n
    where n.nspowner in (table mine) and n.nspname !~ '^pg_'
  )
  select format('alter %s %s owner to %I', kind, name, $2::text) as statement
  from objects
  where id >= ${FIRST_OWN_ID}
    and not exists (
      select from pg_depend d where d.classid = class and d.objid = id and d.deptype in ('e', 'i'))`

/** The statements are one query, so one transaction: a database belongs to the application as a whole, or not yet. */
async function giveToApplication(client: Client, database: string): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(GIVE, [SUPERUSER, APPLICATION_ROLE])
  const last = `alter database ${client.escapeIdentifier(database)} owner to ${APPLICATION_ROLE}`
  await client.query([...rows.map(({ statement }) => statement), last].join(';\n'))
}

async function withClient(connectionString: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined) // the call in progress rejects with it
  try {
    await client.connect()
    await work(client)
  } finally {
    await closeClient(client)
  }
}
