import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Client } from 'pg'
import { expect, it } from 'vitest'
import { acquireStack, stackDown, type StackInfo } from '../../../src/stack/client.js'
import { stackPaths } from '../../../src/stack/machine/paths.js'
import { SUPERUSER, superuserUrl } from '../../../src/stack/postgres/passwords.js'
import type { Settings } from '../../../src/settings.js'
import { query, usedStack } from '../temp-stack.js'

const portOf = (info: StackInfo): number => Number(new URL(info.databaseUrls.season_sync ?? '').port)

async function asSuperuser(home: string, info: StackInfo, database: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl(stackPaths(home), portOf(info), database) })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Objects of the superuser in a database; those of Postgres itself have ids below 16384. */
const OF_SUPERUSER = `
  with superuser as (select oid from pg_roles where rolname = '${SUPERUSER}'),
  of_extensions as (select objid from pg_depend where deptype = 'e')
  select relname as name from pg_class where oid >= 16384 and relowner in (table superuser) and relkind <> 't'
    and relnamespace <> 'pg_toast'::regnamespace
  union select typname from pg_type where oid >= 16384 and typowner in (table superuser)
    and oid not in (table of_extensions)
  union select proname from pg_proc where oid >= 16384 and proowner in (table superuser)
    and oid not in (table of_extensions)
  union select nspname from pg_namespace where oid >= 16384 and nspowner in (table superuser)
  union select datname from pg_database where oid >= 16384 and datdba in (table superuser)`

it('the role of commands is no superuser: it runs no program, reads no file and makes no role', async () => {
  const { settings } = await usedStack()
  const { info } = await acquireStack(settings, { need: 'postgres' })
  expect(
    await query(
      info,
      `select rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls
       from pg_roles where rolname = current_user`,
    ),
  ).toEqual([
    {
      rolname: 'season_sync_app',
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolbypassrls: false,
    },
  ])
  for (const statement of [
    `copy (select 1) to program 'true'`,
    `select pg_read_file('postmaster.pid')`,
    'create role other superuser',
    `alter role ${SUPERUSER} password 'mine'`,
    `set role ${SUPERUSER}`,
  ])
    await expect(query(info, statement), statement).rejects.toMatchObject({ code: '42501' })
})

it('a state folder whose databases belong to the superuser is brought over, with its data', async () => {
  const { settings, home } = await usedStack()
  const former = await formerVersion(settings, home)
  const progress: string[] = []
  const { info } = await acquireStack(settings, {
    need: 'postgres',
    onProgress: (line) => progress.push(line),
  })
  expect(progress).toContain('Giving the databases to the role season_sync_app, which is no superuser')
  expect(await query(info, OF_SUPERUSER)).toEqual([])
  expect(await query(info, 'select mood, n, own.twice(n) from own.notes_seen')).toEqual([
    { mood: 'glad', n: 1, twice: 2 },
  ])
  // What a migration does: it changes tables, and adds some.
  await query(
    info,
    'alter table games add column tried int; create table more (); drop table own.notes cascade',
  )
  await expect(connect(former)).rejects.toMatchObject({ code: '28P01' }) // its password was shown
  const again: string[] = []
  await acquireStack(settings, { need: 'postgres', onProgress: (line) => again.push(line) })
  expect(again).toEqual([])
})

it('a start that was killed while it changed the passwords is finished by the next one', async () => {
  const { settings, home } = await usedStack()
  const { postgresPassword, applicationPassword } = stackPaths(home)
  const { info } = await acquireStack(settings, { need: 'postgres' })
  await asSuperuser(home, info, 'postgres', `alter role ${SUPERUSER} password 'next'`)
  await stackDown(settings)
  writeFileSync(`${postgresPassword}.next`, 'next\n', { mode: 0o600 })
  rmSync(applicationPassword)
  const { info: later } = await acquireStack(settings, { need: 'postgres' })
  expect(readFileSync(postgresPassword, 'utf8')).toBe('next\n')
  expect(existsSync(`${postgresPassword}.next`)).toBe(false)
  expect(await query(later, 'select 1 as one')).toEqual([{ one: 1 }])
})

async function connect(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
  } finally {
    await client.end()
  }
}

/** Makes the folder what the version before left: all belongs to the superuser. Returns that version's address. */
async function formerVersion(settings: Settings, home: string): Promise<string> {
  const { info } = await acquireStack(settings, { need: 'postgres' })
  const address = superuserUrl(stackPaths(home), portOf(info), 'season_sync')
  await asSuperuser(
    home,
    info,
    'season_sync',
    `reassign owned by season_sync_app to ${SUPERUSER};
     alter database season_sync owner to ${SUPERUSER};
     drop role season_sync_app;
     create extension lo;
     create extension pg_freespacemap;
     create schema own;
     create type own.mood as enum ('glad');
     create table own.notes (n serial primary key, mood own.mood);
     create sequence own.alone;
     create view own.notes_seen as select * from own.notes;
     create function own.twice(n int) returns int language sql return n * 2;
     insert into own.notes (mood) values ('glad')`,
  )
  await stackDown(settings)
  rmSync(stackPaths(home).applicationPassword)
  return address
}
