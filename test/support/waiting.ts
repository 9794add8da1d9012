import pg from 'pg'
import { vi } from 'vitest'

/**
 * Waits until a lock blocks a backend of this database in a statement that begins with `statement`; returns its pid.
 */
export function waitUntilBlocked(
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
      if (rows.length < count || !rows[0]) throw new Error(`no backend is blocked in "${statement}"`)
      return rows[0].pid
    },
    { timeout: timeoutMs, interval: 20 },
  )
}

/** Keeps writers (not readers) out of a table until the returned function is called. */
export async function keepWritersOut(pool: pg.Pool, table: string): Promise<() => Promise<void>> {
  const client = new pg.Client(pool.options) // not of the pool, which would not end while a failed test still holds one of its clients
  await client.connect()
  client.on('error', () => undefined) // a test may close this connection too, and release the lock with it
  await client.query('begin')
  await client.query(`lock table ${table} in exclusive mode`)
  return async () => {
    await client.query('rollback').catch(() => undefined)
    await client.end()
  }
}
