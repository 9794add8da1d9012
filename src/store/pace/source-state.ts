import type pg from 'pg'

/** A run that goes on, as it stands in the pace of its source. */
export interface OpenRunState {
  readonly runId: string
  readonly season: string
  readonly seasonType: string
  readonly trigger: string
  /** Requests per second that it asked for; null: the source's default. */
  readonly pace: number | null
  readonly control: 'paused' | 'cancelling' | null
  /** Requests that are planned and neither answered nor given up. */
  readonly toAsk: number
}

/** How a source is being asked just now, by the database's clock. */
export interface SourceState {
  readonly source: string
  readonly holdUntil: Date | null
  readonly holdReason: string | null
  /** Blocks in a row; above 0 one request at a time is let through. */
  readonly strikes: number
  readonly probing: boolean
  readonly runs: readonly OpenRunState[]
}

/** The sources that this database knows, with the runs that want something of them. */
export async function sourceStates(pool: pg.Pool): Promise<readonly SourceState[]> {
  const { rows } = await pool.query<Omit<SourceState, 'runs'>>(
    `select source, case when hold_until > clock_timestamp() then hold_until end as "holdUntil",
            case when hold_until > clock_timestamp() then hold_reason end as "holdReason",
            strikes, coalesce(probe_until > clock_timestamp(), false) as probing
     from source_pace order by source`,
  )
  const runs = await pool.query<OpenRunState & { source: string }>(
    `select r.source, r.run_id as "runId", r.season, r.season_type as "seasonType", r.trigger, r.pace, r.control,
            (select count(*)::int from sync_requests q where q.run_id = r.run_id and q.state = 'planned') as "toAsk"
     from sync_runs r where r.outcome = 'running' order by r.started_at`,
  )
  return rows.map((state) => ({
    ...state,
    runs: runs.rows.filter(({ source }) => source === state.source).map(({ source: _source, ...run }) => run),
  }))
}
