import pg from 'pg'

const DEADLOCK = '40P01'

/** Empties every table, so that the tests of a file do not depend on their order. */
export async function emptyTables(pool: pg.Pool): Promise<void> {
  for (;;) {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`truncate ${listOf(await filledTables(client))} restart identity cascade`)
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
 * Data tables with rows, and all others. There are more than a hundred data tables, and each one that is truncated gets
 * new files; they are locked first, so that none gets rows meanwhile.
 */
async function filledTables(client: pg.PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; data: boolean }>(
    `select tablename as name, exists (
       select from pg_attribute where attrelid = format('%I.%I', schemaname, tablename)::regclass and attname = 'first_synced_at') as data
     from pg_tables where schemaname in ('nba', 'sync') and tablename not like '\\_prisma%'`,
  )
  const names = (data: boolean) => rows.filter((table) => table.data === data).map(({ name }) => name)
  await client.query(`lock table ${listOf(names(true))} in access exclusive mode`)
  const filled = await client.query<{ name: string }>(
    names(true)
      .map((name) => `select ${pg.escapeLiteral(name)} as name where exists (select from ${listOf([name])})`)
      .join(' union all '),
  )
  return [...names(false), ...filled.rows.map(({ name }) => name)]
}

const listOf = (names: readonly string[]): string => names.map((name) => pg.escapeIdentifier(name)).join(', ')
