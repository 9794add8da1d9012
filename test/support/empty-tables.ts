import pg from 'pg'

const DEADLOCK = '40P01'

/** Empties every table, so that the tests of a file do not depend on their order. */
export async function emptyTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ list: string }>(
    `select string_agg(quote_ident(tablename), ', ') as list from pg_tables
     where schemaname = 'public' and tablename not like '\\_prisma%'`,
  )
  for (;;) {
    try {
      await pool.query(`truncate ${rows[0]?.list ?? ''} restart identity cascade`)
      return
    } catch (error) {
      // An activity of the previous test may still be writing, and the test cannot wait for its end.
      if (!(error instanceof pg.DatabaseError) || error.code !== DEADLOCK) throw error
    }
  }
}
