import type pg from 'pg'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { DATA_TABLES } from '../real/tables.js'

/** A difference between the stored tables and the honest ones: a column, or '*' for a row that came or went. */
export interface Difference {
  readonly table: string
  readonly column: string
}

/** A copy of the tables as an honest source filled them. */
export class HonestCopy {
  readonly #pool: pg.Pool

  private constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  static async of(pool: pg.Pool): Promise<HonestCopy> {
    await pool.query('create schema honest')
    for (const table of DATA_TABLES)
      await pool.query(`create table honest.${table} as select * from ${table}`)
    return new HonestCopy(pool)
  }

  /** The differences in the tables of these datasets. */
  async differences(datasets: readonly string[]): Promise<readonly Difference[]> {
    const found: Difference[] = []
    const ofDatasets = CATALOGUE.nba.filter(({ name }) => datasets.includes(name))
    for (const { name, key } of ofDatasets.flatMap(({ tables }) => tables)) {
      const rows = (from: string): string =>
        `select ${key.join(', ')}, to_jsonb(t) - 'run_id' - 'response_id' - 'synced_at' - 'first_synced_at' as line from ${from} t`
      const { rows: columns } = await this.#pool.query<{ column: string }>(
        `select distinct d.column from (${rows(name)}) t full join (${rows(`honest.${name}`)}) h using (${key.join(', ')})
         cross join lateral (
           select case when t.line is null or h.line is null then '*' else e.key end as column from jsonb_each(coalesce(t.line, h.line)) e
           where t.line is null or h.line is null or t.line -> e.key is distinct from h.line -> e.key) d
         where t.line is distinct from h.line order by 1`,
      )
      found.push(...columns.map(({ column }) => ({ table: name, column })))
    }
    return found
  }
}
