import type { TableSpec } from '../../datasets/dataset.js'
import type { SumOf } from '../../datasets/kit/holds.js'
import { dataTable, identifier, literal } from '../database/database.js'
import { hasAny } from './kept-values.js'
import {
  columnList,
  recordHolds,
  sameKey,
  sameColumns,
  subjectOf,
  valueColumns,
  type TableMerge,
} from './holds.js'

/** Minutes of a line are seconds at least; anything less is arithmetic. */
const EPSILON = 0.01

/**
 * Holds lines without which sums no longer are what they were: a player's absent line, or one that came empty, that
 * the team's line still counts. `absent`: the number of absent rows.
 */
export async function holdSums(merge: TableMerge, absent: number): Promise<void> {
  const { client, table } = merge
  const sum = table.holdsSumOf
  if (sum === undefined || !(await findSuspects(merge, sum, absent))) return
  await client.query('drop table if exists pg_temp.broken')
  const { rowCount } = await client.query(
    `create temp table broken on commit drop as ${brokenSums(table, sum)}`,
  )
  if ((rowCount ?? 0) === 0) return
  const reason = `case when b.nobody then 'no line is left of a team that has one in ${sum.table}' else 'only with it are the sums those of ${sum.table} (' || b.columns || ')' end`
  if (absent > 0) {
    await client.query(
      `update pg_temp.absent a set absent_reason = ${reason} from pg_temp.broken b where a.absent_reason is null and ${sameColumns(sum.on, 'a', 'b')}`,
    )
    await holdWholeScope(merge, sum.on)
  }
  await keepEmptiedLines(merge, reason)
}

/**
 * Collects the groups of lines (a game's team) that lose a line, and whether the line that they add up to was corrected
 * since. In most merges there are none.
 */
async function findSuspects(
  { client, table }: TableMerge,
  { table: other, on }: SumOf,
  absent: number,
): Promise<boolean> {
  const lost = [
    ...(absent > 0 ? ['select t.* from pg_temp.absent t where t.absent_reason is null'] : []),
    ...(table.filledWith !== undefined && table.filledWith.columns.length > 0
      ? [
          `select t.* from pg_temp.stage s join ${dataTable(table.name)} t on ${sameKey(table, 't', 's')} where ${cameEmpty(table.filledWith)}`,
        ]
      : []),
  ]
  if (lost.length === 0) return false
  await client.query('drop table if exists pg_temp.suspects')
  const { rowCount } = await client.query(
    `create temp table suspects on commit drop as
     select ${columnList(on, 'l')}, bool_and(o.run_id <> l.run_id and o.synced_at > l.synced_at) as corrected
     from (${lost.map((lines) => `select ${columnList(on, 'l')}, l.run_id, l.synced_at from (${lines}) l`).join(' union all ')}) l
     join ${dataTable(other)} o on ${sameColumns(on, 'o', 'l')} group by ${columnList(on, 'l')}`,
  )
  return (rowCount ?? 0) > 0
}

/** The suspects whose sums were those of the other line and are no longer, with the columns, in SQL. */
function brokenSums(table: TableSpec, sum: SumOf): string {
  const within = Object.entries(sum.within ?? {}).flatMap(([column, each = 0]) => ({ column, each }))
  const columns = [...sum.equal, ...within.map(({ column }) => column)]
  const on = (a: string, b: string): string => sameColumns(sum.on, a, b)
  const sums = `count(*) as lines${columns.map((column) => `, sum(l.${identifier(column)}) as ${identifier(column)}`).join('')}`
  const sumsOf = (lines: string): string =>
    `select ${columnList(sum.on, 'l')}, ${sums} from ${lines} l join pg_temp.suspects g on ${on('l', 'g')} group by ${columnList(sum.on, 'l')}`
  // A sum that one of the sides does not have holds nothing.
  const was = (column: string): string => `b.${identifier(column)} = o.${identifier(column)}`
  const broken = [
    ...sum.equal.map(
      (column) =>
        `case when ${was(column)} and a.${identifier(column)} is distinct from o.${identifier(column)} then ${literal(column)} end`,
    ),
    ...within.map(({ column, each }) => {
      const [before, after, other] = ['b', 'a', 'o'].map((of) => `coalesce(${of}.${identifier(column)}, 0)`)
      const rounding = `${each} * coalesce(a.lines, 0)`
      const farther = `abs(${after} - ${other}) > greatest(abs(${before} - ${other}), ${rounding})`
      // Where all exact sums held, what is gone is a line of zeros with minutes, and rounding may hide it.
      const exact = sum.equal.map((name) => `coalesce(${was(name)}, true)`).join(' and ') || 'false'
      const lost = `${exact} and not g.corrected and ${after} < ${before} - ${EPSILON}`
      return `case when b.${identifier(column)} is not null and o.${identifier(column)} is not null
                    and abs(${before} - ${other}) <= ${each} * b.lines and (${farther} or (${lost})) then ${literal(column)} end`
    }),
  ]
  return `select * from (
    select ${columnList(sum.on, 'g')}, a.lines is null as nobody, concat_ws(', ', ${broken.join(', ')}) as columns
    from pg_temp.suspects g join ${dataTable(sum.table)} o on ${on('o', 'g')}
    join (${sumsOf(dataTable(table.name))}) b on ${on('b', 'g')} left join (${sumsOf('pg_temp.stage')}) a on ${on('a', 'g')}
  ) x where nobody or columns <> ''`
}

/** The condition that a stored line `t` comes (`s`) without the column that every line has, and without anything else, in SQL. */
const cameEmpty = (of: { readonly column: string; readonly columns: readonly string[] }): string =>
  `t.${identifier(of.column)} > 0 and s.${identifier(of.column)} is null and not coalesce(${hasAny(of.columns)}, false)`

/** An answer about one game whose people are not there removes nothing of that game. */
async function holdWholeScope({ client, table }: TableMerge, on: readonly string[]): Promise<void> {
  const scope = table.completes?.columns ?? []
  if (!scope.every((column) => on.includes(column))) return
  await client.query(
    `update pg_temp.absent a set absent_reason = 'its answer lacks other lines, too'
     where a.absent_reason is null and exists (select from pg_temp.broken b where ${sameColumns(scope, 'a', 'b')})`,
  )
}

/** Takes the stored line where the one that came empty breaks a sum. */
async function keepEmptiedLines(merge: TableMerge, reason: string): Promise<void> {
  const { table } = merge
  const { holdsSumOf, filledWith } = table
  if (holdsSumOf === undefined || filledWith === undefined || filledWith.columns.length === 0) return
  await recordHolds(merge, {
    first: [
      `kept as (
         update pg_temp.stage s set ${valueColumns(table)
           .map((value) => `${identifier(value)} = t.${identifier(value)}`)
           .join(', ')}
         from ${dataTable(table.name)} t, pg_temp.broken b
         where ${sameKey(table, 't', 's')} and ${sameColumns(holdsSumOf.on, 't', 'b')} and ${cameEmpty(filledWith)}
         returning ${subjectOf(table, 's')} as subject, ${reason} as reason, s.response_id
       )`,
    ],
    select: `select subject, null as column_name, count(*)::int as rows, 'the answer has an empty line; kept, since ' || min(reason) || ' (--accept-removals empties it)' as detail,
                    array_agg(distinct response_id) as responses
             from kept group by 1`,
  })
}
