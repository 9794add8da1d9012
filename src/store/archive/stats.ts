import type pg from 'pg'

/** The archived answers of a dataset in a season. */
export interface ArchivePart {
  readonly dataset: string
  /** Null: an imported answer that does not tell it. */
  readonly season: string | null
  readonly imported: boolean
  readonly answers: number
  /** Distinct bodies; one that several parts have counts in each. */
  readonly bodies: number
  readonly bytes: number
  /** Times of the oldest and the newest answer. */
  readonly oldest: Date
  readonly newest: Date
}

export interface ArchiveStats {
  /** All stored bodies, each once, and their size as received and decoded. */
  readonly bodies: number
  readonly bytes: number
  readonly decodedBytes: number
  readonly parts: readonly ArchivePart[]
}

/** Counts the archive by dataset, season and origin. */
export async function archiveStats(pool: pg.Pool): Promise<ArchiveStats> {
  const total = await pool.query<Omit<ArchiveStats, 'parts'>>(
    `select count(*) as bodies, coalesce(sum(received_bytes), 0)::bigint as bytes,
            coalesce(sum(decoded_bytes), 0)::bigint as "decodedBytes" from sync.raw_bodies`,
  )
  const { rows } = await pool.query<ArchivePart>(
    `with each as (
       select r.dataset, coalesce(r.season, s.season) as season, r.imported_at is not null as imported, r.sha256,
              count(*) as answers, min(r.fetched_at) as oldest, max(r.fetched_at) as newest
       from sync.raw_responses r left join sync.sync_runs s using (run_id)
       where r.outcome = 'answered' group by 1, 2, 3, 4)
     select dataset, season, imported, sum(answers)::bigint as answers, count(b.sha256) as bodies,
            coalesce(sum(b.received_bytes), 0)::bigint as bytes, min(oldest) as oldest, max(newest) as newest
     from each left join sync.raw_bodies b using (sha256) group by 1, 2, 3 order by season, dataset, imported`,
  )
  return { ...(total.rows[0] ?? { bodies: 0, bytes: 0, decodedBytes: 0 }), parts: rows }
}
