import { dataTable, identifier, literal } from '../database/database.js'
import { columnList, recordHolds, sameKey, subjectOf, valueColumns, type TableMerge } from './holds.js'

/** The condition that a staged row `s` has something above 0 in any of these columns, in SQL. */
export const hasAny = (columns: readonly string[]): string => `greatest(${columnList(columns, 's')}) > 0`

/** Keeps a column that a row has whenever it has anything else: the minutes of a line with points. */
export async function keepFilled(merge: TableMerge): Promise<void> {
  const { table } = merge
  if (table.filledWith === undefined || table.filledWith.columns.length === 0) return
  const { column, columns } = table.filledWith
  const name = identifier(column)
  await recordHolds(merge, {
    first: [
      `kept as (
         update pg_temp.stage s set ${name} = t.${name} from ${dataTable(table.name)} t
         where ${sameKey(table, 't', 's')} and t.${name} > 0 and s.${name} is null and ${hasAny(columns)}
         returning ${subjectOf(table, 's')} as subject, s.response_id
       )`,
    ],
    select: `select subject, ${literal(column)} as column_name, count(*)::int as rows,
                    'the answer has no ${column} of a line that has statistics; kept in ' || count(*) || case count(*) when 1 then ' row' else ' rows' end
                      || ' (--accept-removals empties it)' as detail, array_agg(distinct response_id) as responses
             from kept group by 1`,
  })
}

/** Keeps rows as they are whose answer goes back behind what was final. */
export async function keepFinal(merge: TableMerge): Promise<void> {
  const { table } = merge
  if (table.neverBack === undefined) return
  const { column, from } = table.neverBack
  const name = identifier(column)
  await recordHolds(merge, {
    first: [
      `kept as (
         update pg_temp.stage s set ${valueColumns(table)
           .map((value) => `${identifier(value)} = t.${identifier(value)}`)
           .join(', ')}
         from ${dataTable(table.name)} t
         where ${sameKey(table, 't', 's')} and t.${name} >= ${from} and s.${name} < ${from}
         returning ${subjectOf(table, 's')} as subject, s.response_id
       )`,
    ],
    select: `select subject, null as column_name, count(*)::int as rows,
                    'its ${column} was ${from}, and the answer takes that back; kept as it is (--accept-removals takes it over)' as detail,
                    array_agg(distinct response_id) as responses
             from kept group by 1`,
  })
}
