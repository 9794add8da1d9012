import type pg from 'pg'
import type { Verification } from './check.js'
import type { RecordedVerification } from './verified-before.js'

/** Records what verify found about a dataset of a run; a repeat replaces it. */
export async function storeVerification(
  pool: pg.Pool,
  runId: string,
  dataset: string,
  verification: RecordedVerification,
): Promise<void> {
  await pool.query('update sync.sync_steps set verification = $3 where run_id = $1 and dataset = $2', [
    runId,
    dataset,
    JSON.stringify(verification),
  ])
}

/** What verify found, by dataset; a dataset that was not verified is missing. */
export async function readVerifications(
  pool: pg.Pool,
  runId: string,
): Promise<ReadonlyMap<string, Verification>> {
  const { rows } = await pool.query<{ dataset: string; verification: Verification }>(
    'select dataset, verification from sync.sync_steps where run_id = $1 and verification is not null',
    [runId],
  )
  return new Map(rows.map(({ dataset, verification }) => [dataset, verification]))
}
