import type pg from 'pg'
import type { StandIn, TableSpec } from '../../datasets/dataset.js'
import { dataTable, identifier, literal } from '../database/database.js'
import type { BatchKey, BatchRequest } from './batches.js'
import { GUARD_ROWS, GUARD_SHARE } from './guards.js'
import type { MergeCounts } from './merge-counts.js'
import { removeAbsent } from './removal.js'

/** Leaves only members in the stage: rows with a line in the log of the run's season and type. */
export async function keepMembers(client: pg.PoolClient, key: BatchKey, table: TableSpec): Promise<void> {
  const { memberOf } = table
  if (memberOf === undefined) return
  if (memberOf.standIn !== undefined) {
    await client.query('drop table if exists pg_temp.directory')
    await client.query(
      `create temp table directory on commit drop as select ${table.key.map(identifier).join(', ')} from pg_temp.stage`,
    )
    await client.query('analyze pg_temp.directory')
  }
  await client.query(
    `delete from pg_temp.stage s where not exists
     (select from ${dataTable(memberOf.table)} m where m.season = $1 and m.season_type = $2 and ${equal('m', 's', memberOf.columns)})`,
    [key.season, key.seasonType],
  )
}

/**
 * Brings a table of members in line with the log: members that the answer lacks get a row from their latest line, and
 * rows go that nothing supports any more.
 */
export async function reconcileMembers(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  complete: readonly BatchRequest[],
  count: MergeCounts,
  acceptRemovals: boolean,
): Promise<void> {
  const standIn = table.memberOf?.standIn
  if (table.memberOf === undefined || standIn === undefined) return
  const members = { log: table.memberOf.table, by: table.memberOf.columns, standIn }
  count.inserted += await insertUnlisted(client, key, table, members)
  const [answer] = complete
  if (answer === undefined || !(await logIsComplete(client, key, members.log))) return
  await removeUnsupported(client, key, table, members, answer.responseId, count, acceptRemovals)
}

interface Members {
  readonly log: string
  readonly by: readonly string[]
  readonly standIn: StandIn
}

/**
 * Inserts a row for each member that has none, from the latest line. An answer that lacks more than a few of them is no
 * complete one: its gaps stay open, so that the verification names them.
 */
async function insertUnlisted(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  { log, by, standIn }: Members,
): Promise<number> {
  const target = dataTable(table.name)
  const lines = `${dataTable(log)} m where m.season = $1 and m.season_type = $2`
  const unlisted = `not exists (select from ${target} t where ${equal('t', 'm', [...by, ...seasonOf(table)])})`
  const { from, below } = standIn.listedTeams
  const { rows } = await client.query<{ fill: boolean }>(
    `select count(*) filter (where unlisted) <= greatest(1, count(*) * ${GUARD_SHARE}) as fill
     from (select distinct ${columns('m', by)}, ${unlisted} as unlisted from ${lines} and m.team_id >= ${from} and m.team_id < ${below}) x`,
    [key.season, key.seasonType],
  )
  if (rows[0]?.fill !== true) return 0
  const filled = Object.entries(standIn.columns)
  const ofKey = table.key.map((column) => `m.${identifier(standIn.columns[column] ?? column)}`).join(', ')
  const inserted = await client.query(
    `insert into ${target} (${filled.map(([column]) => identifier(column)).join(', ')}, run_id, response_id, synced_at, first_synced_at)
     select distinct on (${ofKey}) ${filled.map(([, of]) => `m.${identifier(of)}`).join(', ')}, $3, m.response_id, now(), now()
     from ${lines} and ${unlisted} order by ${ofKey}, m.game_date desc on conflict do nothing`,
    [key.season, key.seasonType, key.runId],
  )
  return inserted.rowCount ?? 0
}

/** Whether this run merged all of the log's answer for its season: none refused, held back or given up. */
async function logIsComplete(client: pg.PoolClient, key: BatchKey, log: string): Promise<boolean> {
  const { rows } = await client.query<{ complete: boolean }>(
    `select count(*) > 0 and coalesce(sum(held + quarantined), 0) = 0
            and not exists (select from sync.sync_requests where run_id = $1 and dataset = $2 and state in ('planned', 'failed')) as complete
     from sync.sync_merges where run_id = $1 and table_name = $2`,
    [key.runId, log],
  )
  return rows[0]?.complete === true
}

/**
 * Removes the rows of members without a line, and the rows that the answer lacks and no line of their own supports. A
 * row that was taken from the log goes, too, once the answer lists its member in another way. The shrink guard applies
 * but to members who only change their team: they have a line, and the answer lists them.
 */
async function removeUnsupported(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  { log, by, standIn }: Members,
  responseId: number,
  count: MergeCounts,
  acceptRemovals: boolean,
): Promise<void> {
  const target = dataTable(table.name)
  const season = seasonOf(table)
  const line = (on: string): string => `exists (select from ${dataTable(log)} m where ${on})`
  const listed = (on: readonly string[]): string =>
    `exists (select from pg_temp.directory d where ${equal('d', 't', on)})`
  const ownLine = table.key
    .map((column) => `m.${identifier(standIn.columns[column] ?? column)} = t.${identifier(column)}`)
    .join(' and ')
  const hasLine = line(equal('m', 't', [...by, ...season]))
  const fromLog = `exists (select from sync.raw_responses r where r.response_id = t.response_id and r.dataset = ${literal(log)})`
  const scope = season.length > 0 ? `t.season = ${literal(key.season)}` : 'true'
  await client.query('drop table if exists pg_temp.absent')
  const absent = await client.query(
    `create temp table absent on commit drop as
     select t.*, ${responseId}::bigint as absent_answered_by from ${target} t where ${scope} and (
       not ${hasLine}
       or (not ${listed(table.key)} and (not ${line(ownLine)} or (${listed(by)} and ${fromLog}))))`,
  )
  if (absent.rowCount === 0) return
  const { rows } = await client.query<{ total: number; gone: number }>(
    `select (select count(*)::int from ${target} t where ${scope}) as total,
            (select count(*)::int from pg_temp.absent t where not (${listed(by)} and ${hasLine})) as gone`,
  )
  const { total = 0, gone = 0 } = rows[0] ?? {}
  if (!acceptRemovals && total > GUARD_ROWS && gone > total * GUARD_SHARE) count.held += absent.rowCount ?? 0
  else await removeAbsent(client, key, table, count)
}

/** The season's column, where the table has one in its key. */
const seasonOf = (table: TableSpec): readonly string[] => (table.key.includes('season') ? ['season'] : [])

const columns = (of: string, names: readonly string[]): string =>
  names.map((name) => `${of}.${identifier(name)}`).join(', ')

const equal = (a: string, b: string, names: readonly string[]): string =>
  names.map((name) => `${a}.${identifier(name)} = ${b}.${identifier(name)}`).join(' and ')
