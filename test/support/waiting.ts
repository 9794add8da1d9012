import pg from 'pg'
import { vi } from 'vitest'

/** Waits for a backend of this database that a lock holds up in a statement which begins so, and gives its pid. */
export function lockedOut(
  pool: pg.Pool,
  statement: string,
  { count = 1, timeoutMs = 60_000 } = {},
): Promise<number> {
  return vi.waitFor(
    async () => {
      const { rows } = await pool.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike $1`,
        [`${statement}%`],
      )
      if (rows.length < count || !rows[0]) throw new Error(`nobody waits in "${statement}"`)
      return rows[0].pid
    },
    { timeout: timeoutMs, interval: 20 },
  )
}

/** Keeps writers (not readers) out of a table until the returned function is called. */
export async function keepWritersOut(pool: pg.Pool, table: string): Promise<() => Promise<void>> {
  const client = new pg.Client(pool.options) // of its own: a pool does not end before a test that failed gives it back
  await client.connect()
  client.on('error', () => undefined) // a test may cut this connection too, and the lock with it
  await client.query('begin')
  await client.query(`lock table ${table} in exclusive mode`)
  return async () => {
    await client.query('rollback').catch(() => undefined)
    await client.end()
  }
}
