import { beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.js'
import { boxScores, cancelledInLanes } from '../support/cancelled-in-lanes.js'
import { sandboxSyncs } from '../support/sandbox-syncs.js'
import type { SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
let sandbox: Sandbox
const started = sandboxSyncs()
beforeAll(() => {
  ;({ environment, sandbox } = started())
})

describe('a dataset with several batches in progress that is cancelled', () => {
  it('closes after its last merge, and the record counts every row', async () => {
    const { handle, letIn } = await cancelledInLanes(environment, sandbox)
    expect((await boxScores(environment).describe()).status.name).toBe('RUNNING')
    await letIn()
    await expect(handle.result()).rejects.toThrow('cancelled')
    const { rows } = await environment.database.pool.query(
      `select outcome, inserted, (select count(*)::int from box_score_players) + (select count(*)::int from box_score_teams) as stored
       from sync_steps where dataset = 'box_scores'`,
    )
    expect(rows).toEqual([{ outcome: 'cancelled', inserted: rows[0]?.stored, stored: rows[0]?.stored }])
    expect(rows[0]?.stored).toBeGreaterThan(0)
  })
})
