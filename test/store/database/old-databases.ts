import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { migrationSql } from '../../../src/store/database/migrations.js'
import { packageRoot } from '../../../src/version.js'

export type Queryable = Pick<pg.Client, 'query'>

/** Names of all migrations, oldest first. */
export const SHIPPED = readdirSync(join(packageRoot, 'prisma/migrations'))
  .filter((name) => /^\d/.test(name))
  .toSorted()

const INIT = '20261123000000_init'
const CONTROL = '20261124000000_control_and_breaker'

const second = migrationSql(INIT).replace(/^ +"(?:birthdate|is_active|neutral_site)".*\n/gm, '')

/** Texts that two migrations had in earlier builds, by the build that shipped them. */
export const FORMER_TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the first': {
    [INIT]: second.replace(/("held" INTEGER NOT NULL,\n) +"quarantined".*\n/, '$1'),
  },
  'the second': { [INIT]: second },
  'the one before `canary` moved': {
    [CONTROL]: `ALTER TABLE "raw_responses" ADD COLUMN "canary" BOOLEAN NOT NULL DEFAULT false;\n${migrationSql(CONTROL)}`,
  },
}

/** The statements of a migration. */
export const statementsOf = (sql: string): readonly string[] =>
  (sql.replaceAll(/^--.*$/gm, '').match(/(?:\$\$[^]*?\$\$|[^;])+/g) ?? [])
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')

/** Removes all tables and creates Prisma's record of migrations. */
export async function emptyRecord(db: Queryable): Promise<void> {
  await db.query(
    `drop schema if exists nba, sync, public cascade; create schema public;
     create table _prisma_migrations (
       id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
       logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`,
  )
}

/** Applies a migration as Prisma does, by its present or its former text. */
export async function apply(db: Queryable, name: string, sql = migrationSql(name)): Promise<void> {
  await db.query(sql)
  await record(db, name, sql, true)
}

/** Records a migration as finished, or as begun only. */
export async function record(db: Queryable, name: string, sql: string, finished: boolean): Promise<void> {
  const checksum = createHash('sha256').update(sql).digest('hex')
  await db.query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     values (gen_random_uuid()::text, $1, $2, case when $3 then now() end, case when $3 then 1 else 0 end)`,
    [checksum, name, finished],
  )
}

/** All columns, indexes and constraints of the tables, as text. */
export async function shapeOf(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ line: string }>(
    `select format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) as line
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relnamespace::regnamespace::text in ('public', 'nba', 'sync') and c.relkind in ('r', 'S')
     union all select pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indrelid where relnamespace::regnamespace::text in ('public', 'nba', 'sync')
     union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace::regnamespace::text in ('public', 'nba', 'sync')
     order by 1`,
  )
  return rows.map(({ line }) => line)
}

/** A row in tables of the first migration, as the first build wrote them. */
export async function someData(db: Queryable): Promise<void> {
  await db.query(
    `insert into players (player_id, full_name, run_id, response_id, synced_at, first_synced_at)
       values (2544, 'LeBron James', 'run', 1, now(), now());
     insert into source_pace (source, next_at) values ('nba', now());
     insert into sync_runs (run_id, workflow_id, namespace, started_at, season, season_type, source, trigger, outcome)
       values ('run', 'w', 'default', now(), '2018-19', 'Regular Season', 'nba', 'manual', 'succeeded');
     insert into raw_responses (response_id, run_id, source, dataset, endpoint, request_key, params, url, attempt, outcome, requested_at, fetched_at)
       values (1, 'run', 'nba', 'schedule', 'x', 'key', '{}', '/', 1, 'answered', now(), now());
     insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at, rows, quarantined, run_id)
       values ('schedule', '2018-19', 'Regular Season', 'key', 'hash', 1, 1, now(), 6, 0, 'run')`,
  )
}

/** What `someData` became. */
export async function dataOf(db: Queryable): Promise<unknown> {
  const { rows } = await db.query(
    `select (select full_name from players) as player, (select last_at is not null from source_pace) as paced,
       (select dataset from request_marks) as dataset, (select asked_number::int from raw_responses) as number`,
  )
  return rows[0]
}
export const NEWEST_DATA = { player: 'LeBron James', paced: true, dataset: 'games', number: -1 }
