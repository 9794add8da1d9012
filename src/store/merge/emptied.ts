import { dataTable, identifier, literal, rowKey } from '../database/database.js'
import { FIRST_PARAMETER, recordHolds, sameKey, subjectOfAnswer, type TableMerge } from './holds.js'

/** An emptied column of fewer rows may be a correction. */
const LEAST_ROWS = 5
/** A column that a smaller share of the stored rows has may be absent by chance, unless that are many rows. */
const LEAST_SHARE = 0.5
const MANY_ROWS = 50

/** A column that an answer empties, and the stored rows that have it. */
interface Emptied {
  readonly responseId: number
  readonly column: string
  readonly subject: string
  readonly rows: number
}

/**
 * Keeps the stored values of columns that are filled and come empty for a whole answer: a column that the source
 * renames, drops or leaves out is no correction. The other columns are merged as usual. A column that was empty, and
 * that the last merged answer alone filled, may be emptied again: the answers before it and after it agree.
 */
export async function keepEmptied(merge: TableMerge): Promise<void> {
  const emptied = await withoutGuests(merge, await findEmptied(merge))
  if (emptied.length === 0) return
  const { client, table } = merge
  const columns = [...new Set(emptied.map(({ column }) => column))]
  const responses = columns.map((column) =>
    emptied.filter((of) => of.column === column).map(({ responseId }) => responseId),
  )
  await client.query(
    `update pg_temp.stage s set ${columns
      .map((column, i) => {
        const name = identifier(column)
        return `${name} = case when s.response_id = any($${i + 2}::bigint[]) then t.${name} else s.${name} end`
      })
      .join(', ')}
     from ${dataTable(table.name)} t where ${sameKey(table, 't', 's')} and s.response_id = any($1::bigint[])`,
    [[...new Set(responses.flat())], ...responses],
  )
  const holds = emptied.map(({ column, subject, rows, responseId }) => ({
    subject,
    column_name: column,
    rows,
    detail: `the answer has no ${column}; kept in ${rows} rows (--accept-removals empties them)`,
    responses: [responseId],
  }))
  await recordHolds(
    merge,
    {
      select: `select * from jsonb_to_recordset($${FIRST_PARAMETER}::jsonb) as x(subject text, column_name text, rows int, detail text, responses bigint[])`,
    },
    [JSON.stringify(holds)],
  )
}

/** The columns that are empty in all staged rows of an answer, and filled in the stored rows of the same keys. */
async function findEmptied({ client, table }: TableMerge): Promise<readonly Emptied[]> {
  const { mayEmpty = [], neverEmpty = [], emptiedFrom = LEAST_ROWS } = table
  const watched = table.columns.filter(
    (column) => table.types[column]?.nullable === true && ![...table.key, ...mayEmpty].includes(column),
  )
  if (watched.length === 0) return []
  const filled = (column: string, of: string): string => {
    const value = `${of}.${identifier(column)}`
    return `count(${table.types[column]?.types.includes('text') === true ? `nullif(${value}, '')` : value})`
  }
  // One pass over the staged rows alone; in most merges no column is empty, and nothing is joined.
  const staged = await client.query<{ response_id: number; filled: number[] }>(
    `select s.response_id, array[${watched.map((column) => filled(column, 's')).join(', ')}]::int[] as filled
     from pg_temp.stage s group by 1`,
  )
  const empty = watched.filter((_, i) => staged.rows.some((row) => row.filled[i] === 0))
  if (empty.length === 0) return []
  const stored = await client.query<{
    response_id: number
    subject: string | null
    rows: number
    filled: number[]
  }>(
    `select s.response_id, min(${subjectOfAnswer(table, 's') ?? 'null::text'}) as subject, count(*)::int as rows,
            array[${empty.map((column) => filled(column, 't')).join(', ')}]::int[] as filled
     from pg_temp.stage s join ${dataTable(table.name)} t on ${sameKey(table, 't', 's')} group by 1`,
  )
  const isEmpty = new Set(
    staged.rows.flatMap((row) =>
      watched.flatMap((column, i) => (row.filled[i] === 0 ? [`${row.response_id} ${column}`] : [])),
    ),
  )
  return stored.rows.flatMap((row) =>
    empty.flatMap((column, i) => {
      const rows = row.filled[i] ?? 0
      const held = neverEmpty.includes(column)
        ? rows > 0
        : row.rows >= emptiedFrom && (rows >= row.rows * LEAST_SHARE || rows >= MANY_ROWS)
      if (!held || !isEmpty.has(`${row.response_id} ${column}`)) return []
      return [{ responseId: row.response_id, column, subject: row.subject ?? column, rows }]
    }),
  )
}

/** The columns without those of which most values came with the last merged answer of a request, into empty ones. */
async function withoutGuests(
  { client, table }: TableMerge,
  emptied: readonly Emptied[],
): Promise<readonly Emptied[]> {
  if (emptied.length === 0) return emptied
  const { rows } = await client.query<{ response_id: number; column_name: string; rows: number }>(
    `select s.response_id, c.column_name, count(*)::int as rows
     from pg_temp.stage s join sync.row_changes c on c.table_name = ${literal(table.name)} and c.row_key = ${rowKey(table, 's')}
     where c.column_name = any($1) and c.old_value is null and c.cause = 'source'
       and exists (select from sync.request_marks m where m.response_id = c.new_response_id)
     group by 1, 2`,
    [[...new Set(emptied.map(({ column }) => column))]],
  )
  const guests = new Map(rows.map((row) => [`${row.response_id} ${row.column_name}`, row.rows]))
  return emptied.filter(
    ({ responseId, column, rows: filled }) =>
      (guests.get(`${responseId} ${column}`) ?? 0) < filled * LEAST_SHARE,
  )
}
