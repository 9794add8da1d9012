import pg from 'pg'

const DEADLOCK = '40P01'

/** Empties every table, so that the tests of a file do not depend on their order. */
export async function emptyTables(pool: pg.Pool): Promise<void> {
  for (;;) {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const filled = await filledTables(client)
      if (filled.length > 0) await client.query(`truncate ${listOf(filled)} cascade`)
      await client.query(
        `select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences
         where schemaname in ('nba', 'sync') and last_value is not null`,
      )
      await client.query('commit')
      return
    } catch (error) {
      await client.query('rollback')
      // An activity of the previous test may still be writing, and the test cannot wait for its end.
      if (!(error instanceof pg.DatabaseError) || error.code !== DEADLOCK) throw error
    } finally {
      client.release()
    }
  }
}

/**
 * Tables with rows. There are more than a hundred and fifty, and each one that is truncated gets new files; all are locked
 * first, so that none gets rows meanwhile.
 */
async function filledTables(client: pg.PoolClient): Promise<readonly string[]> {
  const tables = `from pg_tables where schemaname in ('nba', 'sync') and tablename not like '\\_prisma%'`
  const { rows } = await client.query<{ name: string }>(`select tablename as name ${tables}`)
  await client.query(`lock table ${listOf(rows.map(({ name }) => name))} in access exclusive mode`)
  const filled = await client.query<{ name: string }>(
    `select tablename as name ${tables} and pg_relation_size(format('%I.%I', schemaname, tablename)) > 0`,
  )
  return filled.rows.map(({ name }) => name)
}

const listOf = (names: readonly string[]): string => names.map((name) => pg.escapeIdentifier(name)).join(', ')
