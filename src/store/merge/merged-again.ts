import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { dataTable, identifier, literal, rowKey } from '../database/database.js'
import type { BatchKey, BatchRequest } from './batches.js'
import type { LastMergedAnswer } from './last-merged.js'

/**
 * Answers that equal the last merged ones of their requests and are merged again: because rows were lost or damaged,
 * because the dataset's declaration was another one, or because the rows depend on other tables. Nothing in them is news of the
 * source, so the ledger says `rebuild` or `transform`, and rows keep the answer that first brought this content: an equal
 * answer is no newer than that one, and replaces nothing that another request brought since.
 */

/** The cause of a change by the staged row `of`, in SQL, where `again` answers of the batch are merged again. */
export const causeOf = (of: string, again: number): string =>
  again === 0
    ? `'source'`
    : `coalesce((select a.cause from pg_temp.again a where a.content_response_id = ${of}.response_id), 'source')`

/**
 * The response to which the staged rows of an answer belong: of one that is merged again it is the first that had this
 * content, unless another declaration of the dataset reads it.
 */
export function stagedAs(request: BatchRequest, lastMerged: ReadonlyMap<string, LastMergedAnswer>): number {
  const merged = lastMerged.get(request.requestKey)
  const rebuilt = merged?.contentHash === request.contentHash && isReadAlike(request, merged)
  return rebuilt ? merged.contentResponseId : request.responseId
}

/** Whether the declaration that reads an answer is the one under which the equal answer was merged. */
const isReadAlike = ({ fingerprint }: BatchRequest, merged: LastMergedAnswer): boolean =>
  (fingerprint ?? null) === merged.fingerprint

/** The number of answers of a batch that equal the last merged ones and are read by another declaration than these. */
export const countReadAgain = (
  requests: readonly BatchRequest[],
  lastMerged: ReadonlyMap<string, LastMergedAnswer>,
): number =>
  requests.filter((request) => {
    const merged = lastMerged.get(request.requestKey)
    return merged?.contentHash === request.contentHash && !isReadAlike(request, merged)
  }).length

/** Lists the answers of a batch that are merged again in a temporary table. Returns their number. */
export async function listMergedAgain(
  client: pg.PoolClient,
  requests: readonly BatchRequest[],
  lastMerged: ReadonlyMap<string, LastMergedAnswer>,
  fromArchive = false,
): Promise<number> {
  const again = requests.flatMap((request) => {
    const { requestKey, responseId, contentHash } = request
    const merged = lastMerged.get(requestKey)
    // Of an answer of which no merge is on record nobody knows whether its rows were here: they are not listed as lost.
    if (merged === undefined && fromArchive)
      return [
        {
          requestKey,
          responseId,
          contentResponseId: responseId,
          mergedAt: null,
          rebuilt: true,
          known: false,
        },
      ]
    if (merged?.contentHash !== contentHash) return []
    const rebuilt = isReadAlike(request, merged)
    const contentResponseId = stagedAs(request, lastMerged)
    return [{ requestKey, responseId, contentResponseId, mergedAt: merged.mergedAt, rebuilt, known: true }]
  })
  if (again.length === 0) return 0
  await client.query('drop table if exists pg_temp.again')
  await client.query(
    `create temp table again on commit drop as
     select (a->>'responseId')::bigint as response_id, (a->>'contentResponseId')::bigint as content_response_id,
            case when (a->>'rebuilt')::boolean then 'rebuild' else 'transform' end as cause, (a->>'mergedAt')::timestamptz as merged_at, (a->>'known')::boolean as known,
            least(now(), (select min(r.fetched_at) from sync.raw_responses r where r.request_key = a->>'requestKey' and r.outcome = 'answered')) as first_at
     from jsonb_array_elements($1::jsonb) a`,
    [JSON.stringify(again)],
  )
  return again.length
}

/**
 * Assigns the staged rows of such answers to the answers that first brought them, and lists the rows among them that were
 * stored and are lost. Returns their number.
 */
export async function listLost(client: pg.PoolClient, key: BatchKey, table: TableSpec): Promise<number> {
  await client.query(
    `update pg_temp.stage s set response_id = a.content_response_id from pg_temp.again a
     where a.response_id = s.response_id and a.content_response_id <> a.response_id`,
  )
  const target = dataTable(table.name)
  const same = (columns: readonly string[], a: string, b: string): string =>
    columns.map((column) => `${a}.${identifier(column)} = ${b}.${identifier(column)}`).join(' and ')
  const scope = table.completes?.columns ?? []
  const whole =
    scope.length === 0 ? 'false' : `not exists (select from ${target} t where ${same(scope, 't', 's')})`
  // Since the last merge there may be new members, whose rows are first arrivals.
  const wasMember =
    table.memberOf === undefined
      ? 'true'
      : `exists (select from ${dataTable(table.memberOf.table)} m where m.season = $1 and m.season_type = $2
                 and ${same(table.memberOf.columns, 'm', 's')} and m.first_synced_at <= a.merged_at)`
  const columns = [...new Set([...table.key, ...scope])].map((column) => `s.${identifier(column)}`).join(', ')
  await client.query('drop table if exists pg_temp.lost')
  const lost = await client.query(
    `create temp table lost on commit drop as
     select ${columns}, s.response_id, a.first_at, ${whole} as whole
     from pg_temp.stage s join pg_temp.again a on a.content_response_id = s.response_id and a.cause = 'rebuild' and a.known
     where not exists (select from ${target} t where ${same(table.key, 't', 's')}) and ${wasMember}`,
    table.memberOf === undefined ? [] : [key.season, key.seasonType],
  )
  return lost.rowCount ?? 0
}

/**
 * Records the lost rows that a merge has inserted again: one ledger entry a row, or one for a scope of which nothing was
 * left. Their first arrival is that of the request's oldest answer.
 */
export async function recordRestored(client: pg.PoolClient, key: BatchKey, table: TableSpec): Promise<void> {
  const target = dataTable(table.name)
  await client.query(
    `update ${target} t set first_synced_at = l.first_at from pg_temp.lost l
     where ${table.key.map((column) => `t.${identifier(column)} = l.${identifier(column)}`).join(' and ')}`,
  )
  const entry = (rowKeySql: string, rows: string, responseId: string): string =>
    `select ${literal(table.name)}, ${rowKeySql}, '*', null::jsonb, jsonb_build_object('rows', ${rows}), $1, null::bigint, ${responseId}, 'rebuild', now() from pg_temp.lost l`
  const scope = table.completes?.columns ?? []
  const ofScope =
    scope.length === 0
      ? ''
      : ` union all ${entry(rowKey({ key: scope }, 'l'), 'count(*)', 'min(l.response_id)')} where l.whole
          group by ${scope.map((column) => `l.${identifier(column)}`).join(', ')}`
  await client.query(
    `insert into sync.row_changes (table_name, row_key, column_name, old_value, new_value, run_id, old_response_id, new_response_id, cause, changed_at)
     ${entry(rowKey(table, 'l'), '1', 'l.response_id')} where not l.whole${ofScope}`,
    [key.runId],
  )
}
