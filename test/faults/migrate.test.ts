import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { migrateDeploy } from '../../src/store/database/migrate.js'
import { createRecord } from '../../src/store/database/record.js'
import { built } from '../../src/version.js'
import { environmentWith } from '../cli/command-line.js'
import {
  apply,
  dataOf,
  emptyRecord,
  NEWEST_DATA,
  shapeOf,
  SHIPPED,
  someData,
} from '../store/database/old-databases.js'
import { waitUntilBlocked } from '../support/waiting.js'
import { faultTest } from './harness/fault-test.js'

/** The key of the lock at which the test holds a migration. */
const HOLD = 42

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url })
  pool.on('error', () => undefined)
  // The server may stop while a connection is being closed.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Opens a database without tables; every migration stops at its record before it commits, if its name is in `held`. */
async function databaseWithHold(url: string): Promise<pg.Pool> {
  const pool = openPool(url)
  await pool.query(
    `drop schema if exists nba, sync, public cascade; create schema public; create schema sync;
     ${createRecord('sync')};
     create table public.held (name text);
     create function public.hold() returns trigger language plpgsql as $$ begin
       if new.finished_at is not null and exists (select from public.held where name = new.migration_name)
       then perform pg_advisory_xact_lock(${HOLD}); end if;
       return new; end $$;
     create trigger hold before update on sync._prisma_migrations for each row execute function public.hold()`,
  )
  return pool
}

/** Kills `season-sync migrate`, with Prisma and its engine, when the script of this migration has been executed. */
async function killIn(pool: pg.Pool, url: string, name: string): Promise<void> {
  await pool.query('truncate public.held')
  await pool.query('insert into public.held values ($1)', [name])
  const holder = await pool.connect()
  await holder.query(`select pg_advisory_lock(${HOLD})`)
  const command = spawn(process.execPath, [built('cli/main.js'), 'migrate'], {
    env: environmentWith({ DATABASE_URL: url }),
    detached: true,
    stdio: 'ignore',
  })
  const ended = once(command, 'exit')
  await waitUntilBlocked(pool, 'UPDATE "_prisma_migrations"')
  process.kill(-(command.pid ?? 0), 'SIGKILL')
  await ended
  holder.release(true)
}

/** Throws with what is more and what is less: the shape of a database has some thousand lines. */
function expectSame(what: string, seen: readonly unknown[], expected: readonly unknown[]): void {
  if (JSON.stringify(seen) === JSON.stringify(expected)) return
  const without = (list: readonly unknown[], others: readonly unknown[]): string => {
    const known = new Set(others.map((one) => JSON.stringify(one)))
    const rest = list.map((one) => JSON.stringify(one)).filter((one) => !known.has(one))
    return rest.slice(0, 20).join(', ') || 'nothing'
  }
  throw new Error(`${what}: has ${without(seen, expected)} more, and lacks ${without(expected, seen)}`)
}

faultTest(
  'migrate is killed in the middle of each migration, with rows in the tables',
  { expected: 'nothing of the migration is left, no row is lost, and the next migrate finishes' },
  async ({ stack, report }) => {
    const url = await stack.createDatabase()
    const fresh = openPool(await stack.createDatabase())
    const expected = await shapeOf(fresh)
    await fresh.end()
    const pool = await databaseWithHold(url)
    for (const [index, name] of SHIPPED.entries()) {
      await killIn(pool, url, name)
      const { rows } = await pool.query<{ name: string }>(
        `select migration_name as name from sync._prisma_migrations where migration_name <> $1 order by 1`,
        [name],
      )
      expectSame(
        `migrations before ${name}`,
        rows.map((row) => row.name),
        SHIPPED.slice(0, index),
      )
      if (index === 1) await someData(pool)
    }
    await pool.query('drop table public.held cascade; drop function public.hold cascade')
    expectSame('the last migration', (await migrateDeploy(url)).applied, SHIPPED.slice(-1))
    expectSame('the tables', await shapeOf(pool), expected)
    expectSame('the rows', [await dataOf(pool)], [NEWEST_DATA])
    await pool.end()
    report(`${SHIPPED.length} migrations, each killed once and finished by the next migrate`)
  },
)

/** The shape of a database whose record of migrations is of an earlier build, which had it in another schema. */
const withEarlierRecord = (shape: readonly string[]): readonly string[] =>
  shape.map((line) => line.replace(' ON sync._prisma_migrations', ' ON public._prisma_migrations'))

faultTest(
  'a database of every build that landed is migrated to the newest',
  { expected: 'the tables of a new database, no row lost' },
  async ({ stack, report }) => {
    const fresh = openPool(await stack.createDatabase())
    const expected = withEarlierRecord(await shapeOf(fresh))
    await fresh.end()
    for (const [index, name] of SHIPPED.slice(0, -1).entries()) {
      const url = await stack.createDatabase()
      const pool = openPool(url)
      await emptyRecord(pool)
      for (const before of SHIPPED.slice(0, index + 1)) {
        await apply(pool, before)
        if (before === SHIPPED[0]) await someData(pool)
      }
      expectSame(`applied after ${name}`, (await migrateDeploy(url)).applied, SHIPPED.slice(index + 1))
      expectSame(`the tables after ${name}`, await shapeOf(pool), expected)
      expectSame(`the rows after ${name}`, [await dataOf(pool)], [NEWEST_DATA])
      await pool.end()
    }
    report(`from ${SHIPPED.length - 1} builds`)
  },
)
