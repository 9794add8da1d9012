import type pg from 'pg'

/** The answer from which a value came. */
export interface ValueOrigin {
  readonly responseId: number
  readonly fetchedAt: Date | null
  readonly endpoint: string | null
  readonly runId: string | null
}

/** A change of one value. */
export interface Change {
  readonly table: string
  readonly rowKey: Readonly<Record<string, unknown>>
  readonly column: string
  readonly oldValue: unknown
  readonly newValue: unknown
  readonly oldResponse: ValueOrigin | null
  readonly newResponse: ValueOrigin | null
  readonly runId: string
  readonly cause: string
  readonly changedAt: Date
}

/** The ledger entries of a run in the order of the changes, and their total number. */
export async function changesOf(
  pool: pg.Pool,
  runId: string,
  { table, limit }: { readonly table?: string | undefined; readonly limit?: number | undefined },
): Promise<{ readonly total: number; readonly changes: readonly Change[] }> {
  const origin = (id: string, response: string): string =>
    `json_build_object('responseId', c.${id}, 'fetchedAt', ${response}.fetched_at, 'endpoint', ${response}.endpoint, 'runId', ${response}.run_id)`
  const { rows } = await pool.query<
    Omit<Change, 'oldResponse' | 'newResponse'> & {
      total: number
      oldResponse: StoredOrigin
      newResponse: StoredOrigin
    }
  >(
    `select count(*) over ()::int as total, c.table_name as "table", c.row_key as "rowKey", c.column_name as "column",
            c.old_value as "oldValue", c.new_value as "newValue", c.run_id as "runId", c.cause, c.changed_at as "changedAt",
            ${origin('old_response_id', 'o')} as "oldResponse", ${origin('new_response_id', 'n')} as "newResponse"
     from sync.row_changes c left join sync.raw_responses o on o.response_id = c.old_response_id
                        left join sync.raw_responses n on n.response_id = c.new_response_id
     where c.run_id = $1 and ($2::text is null or c.table_name = $2) order by c.id limit $3`,
    [runId, table ?? null, limit ?? null],
  )
  return {
    total: rows[0]?.total ?? 0,
    changes: rows.map(({ total: _total, ...row }) => ({
      ...row,
      oldResponse: originOf(row.oldResponse),
      newResponse: originOf(row.newResponse),
    })),
  }
}

interface StoredOrigin {
  readonly responseId: number | null
  readonly fetchedAt: string | null
  readonly endpoint: string | null
  readonly runId: string | null
}

function originOf({ responseId, fetchedAt, ...origin }: StoredOrigin): ValueOrigin | null {
  if (responseId === null) return null
  return { responseId, fetchedAt: fetchedAt === null ? null : new Date(fetchedAt), ...origin }
}
