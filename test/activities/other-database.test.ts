import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { expect, it } from 'vitest'
import type { Activities } from '../../src/activities/index.js'
import { runOf } from '../store/run-of.js'
import { useActivities } from '../support/activities.js'
import type { TestDatabase } from '../support/database.js'

/** A run of another worker: its database has the record, and this one has not. */
const [, INPUT] = runOf('elsewhere', ['teams'])
const REF = { ...INPUT, runId: 'elsewhere', dataset: 'teams', today: '2026-02-22' }

let database: TestDatabase
let activities: Activities
useActivities((started) => ({ database, activities } = started))

const run = (work: () => Promise<unknown>): Promise<unknown> =>
  new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(work)

it.each<[name: string, work: () => Promise<unknown>]>([
  ['planned', () => activities.plan(REF)],
  ['finished', () => activities.finishDataset(REF)],
  ['ended', () => activities.closeRunRecord(INPUT, 'elsewhere', { failed: {}, cancelled: false })],
])(
  'a run of another database is not %s by this worker, which leaves it to the workers of that database',
  async (_, work) => {
    await expect(run(work)).rejects.toThrow(
      'the database of this worker has no run elsewhere; all workers of a Temporal namespace need the same DATABASE_URL',
    )
    for (const table of ['sync_requests', 'sync_findings', 'sync_runs'])
      expect((await database.pool.query(`select from ${table}`)).rowCount).toBe(0)
  },
)
