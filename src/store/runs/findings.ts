import type pg from 'pg'
import { inTransaction } from '../database/database.js'

/** What a run found out about a dataset. */
export interface Finding {
  readonly dataset: string
  /**
   * `missing`, `held`, and `wrong` by a rule inside one source leave a run incomplete, and so does `conflict`, two sources
   * that disagree. A person has `accepted` one of those; a `note` only explains.
   */
  readonly kind: 'missing' | 'conflict' | 'wrong' | 'held' | 'accepted' | 'note'
  /** The game, player or request that the finding is about. */
  readonly subject: string
  readonly detail: string
}

/** Replaces the findings of a run, since verify can be repeated. */
export async function storeFindings(
  pool: pg.Pool,
  runId: string,
  findings: readonly Finding[],
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('delete from sync.sync_findings where run_id = $1', [runId])
    await client.query(
      `insert into sync.sync_findings (run_id, dataset, kind, subject, detail)
       select $1, f->>'dataset', f->>'kind', f->>'subject', f->>'detail' from jsonb_array_elements($2::jsonb) f`,
      [runId, JSON.stringify(findings)],
    )
  })
}
