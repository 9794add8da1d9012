import type pg from 'pg'

/** An answer of another run of the backfill is shared this long: a source's own cache holds it for half an hour, too. */
const SHARED_FOR = '30 minutes'

/**
 * SQL that gives the answers to the same request as that of the alias `mine`: of another dataset of its run, or of a run
 * of the same season in the same backfill, whose season types ask for much that is the whole season's.
 */
const answersOf = (mine: string): string =>
  `select other.response_id from sync.sync_requests other
   where other.run_id = ${mine}.run_id and other.request_key = ${mine}.request_key and other.state = 'answered'
     and other.dataset <> ${mine}.dataset
   union all
   select other.response_id
   from sync.backfill_seasons own join sync.backfill_seasons sibling using (backfill_id, season)
   join sync.sync_requests other on other.run_id = sibling.run_id
   join sync.raw_responses r on r.response_id = other.response_id
   where own.run_id = ${mine}.run_id and sibling.run_id <> ${mine}.run_id
     and other.request_key = ${mine}.request_key and other.state = 'answered'
     and r.fetched_at > now() - interval '${SHARED_FOR}'`

/** SQL: whether there is an answer that the request of the alias can share. */
export const isAnsweredElsewhere = (mine: string): string => `exists (${answersOf(mine)})`

/** Takes over an answer to the same request that others have, so that it is not asked for again. */
export async function shareAnswer(
  pool: pg.Pool,
  runId: string,
  dataset: string,
  ordinal: number,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update sync.sync_requests mine set state = 'answered', response_id = shared.response_id, error_class = null, error = null
     from sync.sync_requests asked cross join lateral (${answersOf('asked')} limit 1) shared
     where asked.run_id = $1 and asked.dataset = $2 and asked.ordinal = $3 and mine.state <> 'answered'
       and mine.run_id = asked.run_id and mine.dataset = asked.dataset and mine.ordinal = asked.ordinal`,
    [runId, dataset, ordinal],
  )
  return (rowCount ?? 0) > 0
}
