import type { TestDatabase } from '../support/database.js'

/** Syncs on record, oldest first. Some ids have the same beginning, as those of one millisecond have. */
export const RUNS = {
  regular: '01a207b2-0000-7000-8000-000000000001',
  today: '01a207b2-0000-7000-8000-000000000002',
  playoffs: '01a207b2-0000-7000-8000-000000000003',
  ofSandbox: '01a207b2-1111-7000-8000-000000000004',
  running: '01a207b3-0000-7000-8000-000000000005',
  runningPlayoffs: '01a207b3-0000-7000-8000-000000000006',
  runningAlone: '01a207b4-0000-7000-8000-000000000007',
} as const

/** A backfill of two seasons from before all of them. */
export const BACKFILL = '01a207b2-2222-7000-8000-000000000008'
export const BACKFILL_STARTED = new Date('2026-11-01T00:00Z')

const SYNCS: Readonly<
  Record<keyof typeof RUNS, readonly [season: string, seasonType: string, outcome: string]>
> = {
  regular: ['2018-19', 'Regular Season', 'partial'],
  today: ['2018-19', 'Regular Season', 'succeeded'],
  playoffs: ['2018-19', 'Playoffs', 'succeeded'],
  ofSandbox: ['2020-21', 'Regular Season', 'succeeded'],
  running: ['2021-22', 'Regular Season', 'running'],
  runningPlayoffs: ['2021-22', 'Playoffs', 'running'],
  runningAlone: ['2022-23', 'Playoffs', 'running'],
}

/** The time at which a sync started, another for each. */
export const startedAt = (name: keyof typeof RUNS): Date =>
  new Date(Date.UTC(2026, 10, 2, 12, Object.keys(RUNS).indexOf(name)))

/** Stores the records, without anything that the syncs would have brought. */
export async function storeRecords({ pool }: TestDatabase): Promise<void> {
  await pool.query(
    `insert into sync.backfills (backfill_id, workflow_id, source, trigger, outcome, request, namespace, started_at, ended_at)
     values ($1, 'season-sync/nba/backfill', 'nba', 'backfill', 'succeeded', '{}', 'default', $2, $2)`,
    [BACKFILL, BACKFILL_STARTED],
  )
  await pool.query(
    `insert into sync.backfill_seasons (backfill_id, ordinal, season, season_type, outcome)
     values ($1, 0, '1996-97', 'Regular Season', 'succeeded'), ($1, 1, '1997-98', 'Regular Season', 'succeeded')`,
    [BACKFILL],
  )
  for (const name of [
    'regular',
    'today',
    'playoffs',
    'ofSandbox',
    'running',
    'runningPlayoffs',
    'runningAlone',
  ] as const) {
    const [season, seasonType, outcome] = SYNCS[name]
    const source = name === 'ofSandbox' ? 'sandbox' : 'nba'
    const workflowId = `season-sync/${source}/${season}/${seasonType.toLowerCase().replace(' ', '-')}${name === 'today' ? '/today' : ''}`
    await pool.query(
      `insert into sync.sync_runs (run_id, workflow_id, season, season_type, source, trigger, outcome, datasets, namespace, started_at, ended_at)
       values ($1, $2, $3, $4, $5, 'manual', $6, '{games}', 'default', $7, $8)`,
      [
        RUNS[name],
        workflowId,
        season,
        seasonType,
        source,
        outcome,
        startedAt(name),
        outcome === 'running' ? null : startedAt(name),
      ],
    )
  }
}
