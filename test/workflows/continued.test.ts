import { beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.js'
import { sandboxSyncs } from '../support/sandbox-syncs.js'
import type { SyncEnvironment } from '../support/sync-environment.js'
import { detailsNow, summariesOf } from '../support/web-ui-texts.js'

let environment: SyncEnvironment
let sandbox: Sandbox
const started = sandboxSyncs()
beforeAll(() => {
  ;({ environment, sandbox } = started())
})

const count = async (what: string, from: string): Promise<number> =>
  Number((await environment.database.pool.query(`select count(${what}) as n from ${from}`)).rows[0]?.n)

describe('a dataset whose history has become long', () => {
  it('continues as a new execution, requests nothing twice and misses nothing', async () => {
    const request = { season: '2024-25', seasonType: 'Playoffs', only: ['box_scores'] } as const
    const { outcome } = await environment.sync(request)
    const executions = []
    for await (const { workflowId } of environment.temporal.client.workflow.list({
      query: "SyncDataset = 'box_scores'",
    }))
      executions.push(workflowId)
    const games = await count('*', 'games')
    expect(outcome).toBe('succeeded')
    expect(executions.length).toBeGreaterThan(2)
    expect(games).toBeGreaterThan(60)
    expect(await count('distinct game_id', 'box_score_players')).toBe(games)
    const asked = `raw_responses where dataset = 'box_scores'`
    expect(await count('*', asked)).toBe(games)
    expect(await count('distinct request_key', asked)).toBe(games)
    const last = environment.temporal.client.workflow.getHandle('season-sync/nba/2024-25/playoffs/box-scores')
    const gets = (await summariesOf(last)).filter((summary) => summary.startsWith('GET'))
    expect(gets.length).toBeGreaterThan(0)
    for (const summary of gets)
      expect(summary).toMatch(/^GET boxscoretraditionalv3 00424\d{5} \([A-Z]{3} @ [A-Z]{3} 2025-\d\d-\d\d\)$/)
    expect(await detailsNow(last)).toBe(
      `${games} of ${games} requests answered, 0 given up; ${Math.ceil(games / 5)} of ${Math.ceil(games / 5)} batches merged`,
    )
  })

  it('keeps the number of requests that were given up before', async () => {
    const of = { season: '2023-24', seasonType: 'Playoffs', only: ['box_scores'] } as const
    // The first request of the dataset: its execution ends long before the last one.
    const fault = { match: 'boxscoretraditionalv3.*GameID=0042300101', kind: 'status', status: 400 }
    await fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify([fault]) })
    const { outcome } = await environment.sync(of)
    const child = environment.temporal.client.workflow.getHandle(
      'season-sync/nba/2023-24/playoffs/box-scores',
    )
    expect(outcome).toBe('partial')
    expect(await child.result()).toMatchObject({ failed: 1 })
  })
})
