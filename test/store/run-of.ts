import type { SeasonSyncInput, StepCounts } from '../../src/contracts/season-run.js'
import type { openRun } from '../../src/store/runs/runs.js'
import { SCOPE } from './merge/merging.js'

/** The arguments of `openRun` for a run of these datasets. */
export function runOf(
  runId: string,
  datasets: readonly string[],
  more: Partial<SeasonSyncInput> = {},
): [run: Parameters<typeof openRun>[1], input: SeasonSyncInput] {
  return [
    {
      runId,
      workflowId: 'season-sync/nba/2018-19/regular-season',
      namespace: 'default',
      startedAt: new Date('2026-01-01T10:00:00Z'),
    },
    {
      ...SCOPE,
      source: 'nba',
      trigger: 'manual',
      datasets: datasets.map((name) => ({ name, after: [] })),
      ...more,
    },
  ]
}

/** What a step has counted that has done nothing yet, */
export const NOTHING: StepCounts = {
  requests: 0,
  answered: 0,
  settled: 0,
  retries: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  quarantined: 0,
  missing: 0,
  conflicts: 0,
}
/** and one that brought one row. */
export const COUNTS: StepCounts = { ...NOTHING, requests: 1, answered: 1, inserted: 1 }
