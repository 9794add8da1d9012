import { Client } from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { migrateDeploy } from '../../../src/store/database/migrate.js'
import { schemaState } from '../../../src/store/database/migrations.js'
import { createTestDatabase } from '../../support/database.js'
import { refuseOlderWorkers } from '../../../src/store/database/older-workers.js'
import { apply, emptyRecord, SHIPPED } from './old-databases.js'

/** A database without tables. */
async function emptyDatabase(): Promise<string> {
  const database = await createTestDatabase()
  onTestFinished(() => database.close())
  await database.pool.query('drop schema if exists nba, sync, public cascade; create schema public')
  return database.url
}

async function run(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** A database with all migrations before this one. */
async function databaseBefore(migration: string): Promise<string> {
  const database = await createTestDatabase()
  onTestFinished(() => database.close())
  await emptyRecord(database.pool)
  for (const name of SHIPPED.filter((each) => each < migration)) await apply(database.pool, name)
  return database.url
}

it('migrateDeploy brings an empty database up to date, and changes nothing in one that is', async () => {
  const url = await emptyDatabase()
  expect(await schemaState(url)).toEqual({ current: false, missing: SHIPPED, unknown: [], failed: [] })
  const started = performance.now()
  expect(await migrateDeploy(url)).toEqual({ applied: SHIPPED })
  const migrated = performance.now()
  expect(await schemaState(url)).toEqual({ current: true, missing: [], unknown: [], failed: [] })
  const again = performance.now()
  expect(await migrateDeploy(url)).toEqual({ applied: [] })
  expect(performance.now() - again).toBeLessThan((migrated - started) / 2) // without Prisma's engine
  await run(url, 'select run_id from sync_runs')
})

it('a migration keeps the last merged answers of the games under their present name', async () => {
  const renaming = '20261126000000_games_in_request_marks'
  const url = await databaseBefore(renaming)
  const lastMerged = (dataset: string, key: string, response: number, at: string) =>
    `('${dataset}', '2018-19', 'Regular Season', '${key}', 'hash', 1, ${response}, '${at}', 6, 0, 'run')`
  const [early, late] = ['2026-11-01', '2026-11-02']
  await run(
    url,
    `insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at, rows, quarantined, run_id)
     values ${[
       lastMerged('schedule', 'alone', 1, early),
       lastMerged('schedule', 'older', 2, early),
       lastMerged('games', 'older', 3, late),
       lastMerged('schedule', 'newer', 4, late),
       lastMerged('games', 'newer', 5, early),
       lastMerged('schedule', 'same', 6, late),
       lastMerged('games', 'same', 7, late),
       lastMerged('standings', 'alone', 8, early),
     ].join(', ')};
     insert into sync_runs (run_id, workflow_id, namespace, started_at, season, season_type, source, trigger, outcome)
     values ('run', 'w', 'default', now(), '2018-19', 'Regular Season', 'nba', 'manual', 'succeeded');
     insert into sync_steps (run_id, dataset, ordinal, outcome) values ('run', 'schedule', 1, 'succeeded')`,
  )
  expect((await migrateDeploy(url)).applied).toContain(renaming)
  const query = `select dataset, request_key as key, response_id::int as response from request_marks order by 3`
  expect(await run(url, query)).toEqual([
    { dataset: 'games', key: 'alone', response: 1 },
    { dataset: 'games', key: 'older', response: 3 },
    { dataset: 'games', key: 'newer', response: 4 },
    { dataset: 'games', key: 'same', response: 7 },
    { dataset: 'standings', key: 'alone', response: 8 },
  ])
  expect(await run(url, 'select dataset from sync_steps')).toEqual([{ dataset: 'schedule' }]) // the run's record keeps the former name
})

it('a migration makes archived answers older than all that follow, in the order in which they were archived', async () => {
  const numbering = '20261126060000_asked_number'
  const url = await databaseBefore(numbering)
  const response = (id: number, at: string) =>
    `(${id}, 'run', 'nba', 'games', 'x', 'key ${id}', '{}', '/', 1, 'answered', '${at}', '${at}')`
  const columns =
    'response_id, run_id, source, dataset, endpoint, request_key, params, url, attempt, outcome, requested_at, fetched_at'
  await run(
    url,
    `insert into raw_responses (${columns}) values ${response(3, '2026-11-05')}, ${response(8, '2026-11-01')};
     insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at, rows, quarantined, run_id)
     values ('games', '2018-19', 'Regular Season', 'key 3', 'hash', 1, 3, '2026-11-05', 6, 0, 'run')`,
  )
  await migrateDeploy(url)
  await run(url, `insert into raw_responses (${columns}) values ${response(9, '2026-10-01')}`)
  expect(await run(url, 'select asked_number::int as n from raw_responses order by response_id')).toEqual([
    { n: -6 },
    { n: -1 },
    { n: 1 },
  ])
  expect(await run(url, 'select asked_number::int as n from request_marks')).toEqual([{ n: -6 }])
})

const MOVE = '20261127080000_schemas'

it('a migration moves data into the schema nba and the work of syncs into sync, with the tables of own datasets', async () => {
  const url = await databaseBefore(MOVE)
  await run(
    url,
    `create table public.team_form (team_id bigint primary key, run_id text, response_id bigint, synced_at timestamptz, first_synced_at timestamptz);
     create table public.notes (run_id text, text text); insert into public.team_form values (1);
     insert into players (player_id, full_name, run_id, response_id, synced_at, first_synced_at) values (2544, 'LeBron James', 'run', 1, now(), now())`,
  )
  await migrateDeploy(url)
  expect(
    await run(
      url,
      `select relnamespace::regnamespace::text as schema, min(relname) as first, count(*)::int as n from pg_class
       where relkind in ('r', 'v') and relnamespace::regnamespace::text in ('public', 'nba', 'sync') group by 1 order by 1`,
    ),
  ).toEqual([
    { schema: 'nba', first: 'box_score_advanced_players', n: expect.any(Number) },
    { schema: 'public', first: '_prisma_migrations', n: 2 }, // and what is not ours
    { schema: 'sync', first: 'accepted_findings', n: 19 },
  ])
  expect(await run(url, 'select team_id::int from nba.team_form')).toEqual([{ team_id: 1 }])
  expect(await run(url, 'select full_name from nba.players')).toEqual([{ full_name: 'LeBron James' }])
})

it('tables are not moved away from workers of an earlier version, which are named', async () => {
  const url = await databaseBefore(MOVE)
  await run(
    url,
    `insert into workers (worker_id, host, pid, version, addresses, started_at, seen_at) values ('1', 'courtside', 42, '0.1.0', '{}', now(), now())`,
  )
  const client = new Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  await expect(refuseOlderWorkers(client, 'public', { everyMs: 10, timeoutMs: 50 })).rejects.toThrow(
    /^Workers of an earlier version are running \(courtside, pid 42\), .* run: season-sync migrate;/,
  )
  await run(url, 'update workers set stopped_at = now()')
  await expect(refuseOlderWorkers(client, 'public', { everyMs: 10, timeoutMs: 50 })).resolves.toBeUndefined()
})

it('schemaState distinguishes migrations of a newer build, failed ones and missing ones', async () => {
  const url = await emptyDatabase()
  await migrateDeploy(url)
  const insert = `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at) values`
  await run(url, `${insert} ('1', '', '29990101000000_later', now(), now())`)
  expect(await schemaState(url)).toMatchObject({ current: true, unknown: ['29990101000000_later'] })
  await run(url, `${insert} ('2', '', '29990102000000_broken', now(), null)`)
  expect(await schemaState(url)).toMatchObject({ current: false, failed: ['29990102000000_broken'] })
  await expect(migrateDeploy(url)).rejects.toThrow(/^The migration 29990102000000_broken of another version /)
})

it('migrateDeploy reports a database that cannot be reached, without its password', async () => {
  const url = 'postgresql://somebody:secret-word@127.0.0.1:1/none'
  await expect(migrateDeploy(url)).rejects.toThrow(/ECONNREFUSED/)
  await expect(migrateDeploy(url)).rejects.not.toThrow('secret-word')
})
