import type pg from 'pg'
import { noWrites } from './refusal.js'

/**
 * Why the database takes no writes, as a sentence without its full stop; undefined if it takes them, or refuses this one for
 * another reason. Tries what a worker does when it registers, and rolls it back: no other question finds a full disk.
 * Where it is defined, a worker without a heartbeat is not known to be gone: none can report.
 */
export async function writeRefusal(pool: pg.Pool): Promise<string | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(
      `insert into sync.workers (worker_id, host, pid, version, addresses, started_at, seen_at)
       values (gen_random_uuid()::text, '', 0, '', '{}', now(), now())`,
    )
    return undefined
  } catch (error) {
    return noWrites(error)
  } finally {
    await client.query('rollback').catch(() => undefined) // a connection that broke has no transaction any more
    client.release()
  }
}
