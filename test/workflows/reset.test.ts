import { beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.js'
import type { seasonSync } from '../../src/workflows/season-sync.js'
import { resultOf } from '../support/result-of.js'
import { sandboxSyncs } from '../support/sandbox-syncs.js'
import { resetToBeginning, type SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
let sandbox: Sandbox
const started = sandboxSyncs()
beforeAll(() => {
  ;({ environment, sandbox } = started())
})

const GAME = '0042300101'

const rows = async (sql: string): Promise<unknown[]> => (await environment.database.pool.query(sql)).rows

it('a partial run that is reset asks for the game that was given up alone, and merges it into its batch', async () => {
  const fault = { match: `boxscoretraditionalv3.*GameID=${GAME}`, kind: 'status', status: 400 }
  await fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify([fault]) })
  const handle = await environment.start({
    season: '2023-24',
    seasonType: 'Playoffs',
    only: ['box_scores'],
  })
  const before = await resultOf(handle)
  expect(before.outcome).toBe('partial')
  const sent = `select request_key from raw_responses where outcome = 'answered'`
  const answered = (await rows(sent)).length
  await fetch(`${sandbox.url}/__faults`, { method: 'DELETE' })

  const { client } = environment.temporal
  await resetToBeginning(client, handle)
  const again = client.workflow.getHandle<typeof seasonSync>(handle.workflowId)
  const after = await again.result()
  expect(after).toMatchObject({ runId: before.runId, outcome: 'succeeded' })
  expect(await rows(sent)).toHaveLength(answered + 1)
  expect(await rows(`select from box_score_teams where game_id = '${GAME}'`)).toHaveLength(2)
  expect(await rows('select outcome, cause from sync_runs')).toEqual([{ outcome: 'succeeded', cause: null }])
  expect((await handle.describe()).runId).not.toBe(handle.firstExecutionRunId)
})
