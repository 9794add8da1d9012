import type { Session } from '../connect/session.js'
import type { Settings } from '../settings.js'
import { findBackfill, readBackfill, type BackfillRecord } from '../store/runs/backfill-history.js'
import { reconcile } from './temporal-copy.js'

/**
 * The backfill that an id, its beginning or 'latest' names, checked against Temporal where it is recorded as running and
 * Temporal runs; undefined where that names a run.
 */
export async function reconciledBackfill(
  settings: Settings,
  session: Session,
  name: string,
): Promise<BackfillRecord | undefined> {
  const { pool } = session.database
  const backfill = await findBackfill(pool, name)
  if (backfill?.outcome !== 'running') return backfill
  await reconcile(settings, session)
  return readBackfill(pool, backfill.backfillId)
}
