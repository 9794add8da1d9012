import type pg from 'pg'

/** Empties every table, so that tests of one file need no order. */
export async function emptyTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ list: string }>(
    `select string_agg(quote_ident(tablename), ', ') as list from pg_tables
     where schemaname = 'public' and tablename not like '\\_prisma%'`,
  )
  await pool.query(`truncate ${rows[0]?.list ?? ''} restart identity cascade`)
}
