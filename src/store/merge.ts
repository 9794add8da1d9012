import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { TableSpec } from '../datasets/dataset.js'
import { readBatch, type BatchKey, type BatchRequest } from './batches.js'
import { identifier, inTransaction, literal } from './database.js'

/** What a merge did to one table. */
export interface MergeCounts {
  readonly table: string
  inserted: number
  updated: number
  unchanged: number
  removed: number
  /** Rows kept by the shrink guard although a complete answer lacks them. */
  held: number
  /** Rows of the batch's answers in quarantine, counted with its first table. */
  quarantined: number
}

/** Shrink guard: in scopes above this size, */
const GUARD_ROWS = 50
/** a loss of more than this share is taken for a fault of the source. */
const GUARD_SHARE = 0.02

/** Below this size any plan is good enough; above it a wrong join costs more than an index and statistics. */
const PLANNED_ROWS = 500

/** A content hash that no answer has. */
const NOT_MERGED = ''

/** The columns that say where a row came from. */
const PROVENANCE = ['run_id', 'response_id', 'synced_at', 'first_synced_at'] as const

/**
 * Merges a batch in one transaction: checkpoint, rows, ledger, counts and marks stand or fall together. A repeat after
 * a lost acknowledgement finds the checkpoint and returns its counts. Unchanged rows are not written, not even locked.
 */
export async function mergeBatch(
  pool: pg.Pool,
  key: BatchKey,
  tables: readonly TableSpec[],
  options: { readonly acceptRemovals: boolean; readonly cause?: 'source' | 'transform' | 'rebuild' },
): Promise<readonly MergeCounts[]> {
  return inTransaction(pool, async (client) => {
    // The same batch in two hands: the second waits here and then finds the checkpoint of the first.
    await lock(client, [`batch ${key.runId} ${key.dataset} ${key.batch}`])
    const done = await checkpoint(client, key, tables)
    if (done.length > 0) return done
    const batch = await readBatch(client, key)
    if (!batch) throw new Error(`batch ${key.batch} of ${key.dataset} is neither stored nor merged`)

    const fresh = batch.requests.filter((request) => !request.unchanged)
    await lock(
      client,
      fresh.flatMap((request) => tables.map((table) => scopeLock(table, request))),
    )
    const late = await overtaken(client, key, fresh)
    const unchanged = sum(
      batch.requests.filter((request) => request.unchanged).map((request) => request.rows),
    )
    const quarantined = sum(batch.requests.map((request) => request.quarantined))

    const counts: MergeCounts[] = []
    for (const [index, table] of tables.entries()) {
      const first = index === 0
      const count: MergeCounts = {
        table: table.name,
        inserted: 0,
        updated: 0,
        unchanged: first ? unchanged : 0,
        removed: 0,
        held: 0,
        quarantined: first ? quarantined : 0,
      }
      const rows = batch.tables.get(table.name)
      if (rows && fresh.length > 0) {
        await stage(client, key, table, rows, late)
        await mergeStage(client, key, table, count, options.cause ?? 'source')
        const complete = fresh.filter((request) => !request.incomplete && !late.has(request.responseId))
        await removeAbsent(client, key, table, complete, count, options.acceptRemovals)
      }
      counts.push(count)
    }
    // What the shrink guard held back is not merged: the same answer is looked at again, and can be accepted then.
    const held = counts.some((count) => count.held > 0)
    await mark(
      client,
      key,
      batch.requests
        .filter((request) => !late.has(request.responseId))
        .map((request) => (held ? { ...request, contentHash: NOT_MERGED } : request)),
    )
    for (const count of counts) {
      await client.query(
        `insert into sync_merges (run_id, dataset, batch, table_name, inserted, updated, unchanged, removed, held, quarantined, merged_at)
         values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,now())`,
        [
          key.runId,
          key.dataset,
          key.batch,
          count.table,
          count.inserted,
          count.updated,
          count.unchanged,
          count.removed,
          count.held,
          count.quarantined,
        ],
      )
    }
    await client.query('delete from batches where run_id = $1 and dataset = $2 and batch = $3', [
      key.runId,
      key.dataset,
      key.batch,
    ])
    return counts
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

/** Advisory locks to the end of the transaction, in one order for all. */
async function lock(client: pg.PoolClient, names: readonly string[]): Promise<void> {
  const sorted = [...new Set(names)].toSorted()
  await client.query(
    'select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) with ordinality as n(name, i) order by i',
    [sorted],
  )
}

/** Who merges into the same scope of a table waits; a table without a scope (teams, players) is one scope. */
function scopeLock(table: TableSpec, request: BatchRequest): string {
  return [table.name, ...(request.scopes[table.name] ?? [])].join(' ')
}

async function checkpoint(
  client: pg.PoolClient,
  key: BatchKey,
  tables: readonly TableSpec[],
): Promise<MergeCounts[]> {
  const { rows } = await client.query<MergeCounts>(
    `select table_name as "table", inserted, updated, unchanged, removed, held, quarantined from sync_merges
     where run_id = $1 and dataset = $2 and batch = $3 order by array_position($4, table_name)`,
    [key.runId, key.dataset, key.batch, tables.map((table) => table.name)],
  )
  return rows
}

/** Responses whose request has a newer answer merged already: they change nothing any more. */
async function overtaken(
  client: pg.PoolClient,
  key: BatchKey,
  requests: readonly BatchRequest[],
): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ response_id: number }>(
    `select (r->>'responseId')::bigint as response_id from jsonb_array_elements($1::jsonb) r
     join request_marks m on m.dataset = $2 and m.season = $3 and m.season_type = $4 and m.request_key = r->>'requestKey'
     where m.fetched_at > (r->>'fetchedAt')::timestamptz`,
    [JSON.stringify(requests), key.dataset, key.season, key.seasonType],
  )
  return new Set(rows.map((row) => row.response_id))
}

/** COPY into a temporary table with the types of the real one. */
async function stage(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  rows: { rows: number; data: Buffer },
  late: ReadonlySet<number>,
): Promise<void> {
  const columns = [...table.columns, 'response_id', 'synced_at'].map(identifier).join(', ')
  await client.query('drop table if exists pg_temp.stage')
  await client.query(
    `create temp table stage on commit drop as select ${columns} from ${identifier(table.name)} with no data`,
  )
  await pipeline(
    Readable.from([rows.data]),
    client.query(copyFrom(`copy pg_temp.stage (${columns}) from stdin`)),
  )
  if (late.size > 0) await client.query('delete from pg_temp.stage where response_id = any($1)', [[...late]])
  if (table.memberOf) {
    const match = table.memberOf.columns.map((column) => `m.${identifier(column)} = s.${identifier(column)}`)
    await client.query(
      `delete from pg_temp.stage s where not exists
       (select from ${identifier(table.memberOf.table)} m where m.season = $1 and m.season_type = $2 and ${match.join(' and ')})`,
      [key.season, key.seasonType],
    )
  }
  if (rows.rows > PLANNED_ROWS) {
    // The target's statistics know nothing of a season that is just arriving: expecting one row, the planner may walk
    // the whole stage for each of 26,000. An index makes every plan a good one.
    await client.query(`create unique index on pg_temp.stage (${table.key.map(identifier).join(', ')})`)
    await client.query('analyze pg_temp.stage')
  }
}

/** Updates what differs, with a ledger entry for each column, and inserts what is new. */
async function mergeStage(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  count: MergeCounts,
  cause: string,
): Promise<void> {
  const target = identifier(table.name)
  const values = table.columns.filter((column) => !table.key.includes(column))
  const list = (columns: readonly string[], of: string): string =>
    columns.map((column) => `${of}.${identifier(column)}`).join(', ')
  const onKey = (a: string, b: string): string =>
    table.key.map((column) => `${a}.${identifier(column)} = ${b}.${identifier(column)}`).join(' and ')

  const latest = table.latestBy
    ? `and t.${identifier(table.latestBy)} <= s.${identifier(table.latestBy)}`
    : ''
  const updated = await client.query<{ n: number }>(
    `with changed as materialized (
       select s.*, t.response_id as old_response_id, ${values.map((column, i) => `t.${identifier(column)} as old_${i}`).join(', ')}
       from pg_temp.stage s join ${target} t on ${onKey('t', 's')}
       where (${list(values, 't')}) is distinct from (${list(values, 's')}) ${latest}
         and not exists (select from raw_responses newer where newer.response_id = t.response_id and newer.fetched_at > s.synced_at)
     ), ledger as (
       insert into row_changes (table_name, row_key, column_name, old_value, new_value, run_id, old_response_id, new_response_id, cause, changed_at)
       select ${literal(table.name)}, ${rowKey(table, 'c')}, v.name, v.old, v.new, $1, c.old_response_id, c.response_id, $2, now()
       from changed c cross join lateral (values ${values
         .map((column, i) => `(${literal(column)}, to_jsonb(c.old_${i}), to_jsonb(c.${identifier(column)}))`)
         .join(', ')}) v(name, old, new)
       where v.old is distinct from v.new
     ), written as (
       update ${target} t set ${values.map((column) => `${identifier(column)} = c.${identifier(column)}`).join(', ')},
         run_id = $1, response_id = c.response_id, synced_at = now()
       from changed c where ${onKey('t', 'c')} returning 1
     ) select count(*)::int as n from written`,
    [key.runId, cause],
  )
  const inserted = await client.query(
    `insert into ${target} (${table.columns.map(identifier).join(', ')}, ${PROVENANCE.join(', ')})
     select ${list(table.columns, 's')}, $1, s.response_id, now(), now() from pg_temp.stage s
     where not exists (select from ${target} t where ${onKey('t', 's')})
     order by ${list(table.key, 's')} on conflict do nothing`,
    [key.runId],
  )
  const staged = await client.query<{ n: number }>('select count(*)::int as n from pg_temp.stage')
  count.inserted = inserted.rowCount ?? 0
  count.updated = updated.rows[0]?.n ?? 0
  count.unchanged += (staged.rows[0]?.n ?? 0) - count.inserted - count.updated
}

const rowKey = (table: TableSpec, of: string): string =>
  `jsonb_build_object(${table.key.map((column) => `${literal(column)}, ${of}.${identifier(column)}`).join(', ')})`

/** Removes the rows that complete answers lack, each value into the ledger, unless the shrink guard holds their scope. */
async function removeAbsent(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  complete: readonly BatchRequest[],
  count: MergeCounts,
  acceptRemovals: boolean,
): Promise<void> {
  const scope = table.completes
  if (!scope || complete.length === 0) return
  const target = identifier(table.name)
  const onKey = table.key.map((column) => `t.${identifier(column)} = s.${identifier(column)}`).join(' and ')
  const columns = scope.columns.map((column) => `t.${identifier(column)}`)
  const asText = columns.map((column) => `${column}::text`).join(', ')
  const guard = scope.guard ? `t.${identifier(scope.guard)}` : 'null'

  await client.query('drop table if exists pg_temp.absent')
  // Scope columns are compared as they are, so that the scope's index serves; the values' types follow from the columns.
  await client.query(
    `create temp table absent on commit drop as
     select t.*, s.response_id as answered_by, ${guard}::text as guarded, array[${asText}] as scope_values
     from ${target} t join (values ${complete
       .map(
         (request) =>
           `(${(request.scopes[table.name] ?? []).map(literal).join(', ')}, ${request.responseId}::bigint)`,
       )
       .join(', ')}) as s(${scope.columns.map(identifier).join(', ')}, response_id)
       on (${columns.join(', ')}) = (${scope.columns.map((column) => `s.${identifier(column)}`).join(', ')})
     where not exists (select from pg_temp.stage s where ${onKey})`,
  )
  const absent = await client.query<{ n: number }>('select count(*)::int as n from pg_temp.absent')
  if ((absent.rows[0]?.n ?? 0) === 0) return

  if (!acceptRemovals) {
    const held = await client.query(
      `with size as (
         select array[${asText}] as scope_values, count(*) as total, array_agg(distinct ${guard}::text) as guarded
         from ${target} t where array[${asText}] in (select scope_values from pg_temp.absent) group by 1
       ), gone as (select scope_values, count(*) as n, array_agg(distinct guarded) as guarded from pg_temp.absent group by 1
       ), left_over as (
         select array[${asText}] as scope_values, ${guard}::text as guarded from ${target} t join pg_temp.stage s on ${onKey}
       )
       delete from pg_temp.absent where scope_values in (
         select scope_values from size join gone g using (scope_values)
         where (size.total > ${GUARD_ROWS} and g.n > size.total * ${GUARD_SHARE})
            or exists (select from unnest(g.guarded) x where x is not null
                       and not exists (select from left_over l where l.scope_values = size.scope_values and l.guarded = x))
       )`,
    )
    count.held = held.rowCount ?? 0
  }
  const columnsOfLedger = table.columns.filter((column) => !table.key.includes(column))
  await client.query(
    `insert into row_changes (table_name, row_key, column_name, old_value, new_value, run_id, old_response_id, new_response_id, cause, changed_at)
     select ${literal(table.name)}, ${rowKey(table, 'a')}, v.name, v.old, null, $1, a.response_id, a.answered_by, 'removal', now()
     from pg_temp.absent a cross join lateral (values ${columnsOfLedger
       .map((column) => `(${literal(column)}, to_jsonb(a.${identifier(column)}))`)
       .join(', ')}) v(name, old) where v.old is not null`,
    [key.runId],
  )
  const removed = await client.query(
    `delete from ${target} t using pg_temp.absent a where ${table.key.map((column) => `t.${identifier(column)} = a.${identifier(column)}`).join(' and ')}`,
  )
  count.removed = removed.rowCount ?? 0
}

/** Remembers what was merged for each request. */
async function mark(client: pg.PoolClient, key: BatchKey, requests: readonly BatchRequest[]): Promise<void> {
  await client.query(
    `insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at, rows, quarantined, run_id)
     select $1, $2, $3, r->>'requestKey', r->>'contentHash', (r->>'transformVersion')::int, (r->>'responseId')::bigint,
            (r->>'fetchedAt')::timestamptz, (r->>'rows')::int, (r->>'quarantined')::int, $4
     from jsonb_array_elements($5::jsonb) r
     on conflict (dataset, season, season_type, request_key) do update set
       content_hash = excluded.content_hash, transform_version = excluded.transform_version, response_id = excluded.response_id,
       fetched_at = excluded.fetched_at, rows = excluded.rows, quarantined = excluded.quarantined, run_id = excluded.run_id
     where request_marks.fetched_at <= excluded.fetched_at`,
    [key.dataset, key.season, key.seasonType, key.runId, JSON.stringify(requests)],
  )
}

/** Statistics are renewed when a table has grown by this share; Postgres' own daemon comes a minute later. */
const GROWTH = 0.1
/** Smaller merges change no plan. */
const GROWTH_ROWS = 1_000

/** Renews the statistics of tables that a merge made much larger: verify, which follows at once, joins them. */
export async function refreshStatistics(pool: pg.Pool, counts: readonly MergeCounts[]): Promise<void> {
  for (const { table, inserted } of counts) {
    if (inserted < GROWTH_ROWS) continue
    const { rows } = await pool.query<{ known: number }>(
      'select reltuples::float8 as known from pg_class where oid = $1::regclass',
      [identifier(table)],
    )
    if (inserted > (rows[0]?.known ?? 0) * GROWTH) await pool.query(`analyze ${identifier(table)}`)
  }
}
