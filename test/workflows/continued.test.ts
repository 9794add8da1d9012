import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { SHORT_HISTORIES, startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
let sandbox: Sandbox
beforeAll(async () => {
  ;[sandbox, environment] = await Promise.all([
    startSandbox({ asOf: '2026-02-22' }),
    startSyncEnvironment(SHORT_HISTORIES),
  ])
  await environment.moveTo(sandbox.url)
})
afterAll(async () => {
  await environment.close()
  await sandbox.stop()
})

const count = async (what: string, from: string): Promise<number> =>
  Number((await environment.database.pool.query(`select count(${what}) as n from ${from}`)).rows[0]?.n)

describe('a dataset whose history has become long', () => {
  it('goes on as a new execution, asks for nothing twice and misses nothing', async () => {
    const request = { season: '2024-25', seasonType: 'Playoffs', only: ['box_scores'] } as const
    const { outcome } = await environment.sync(request)
    const executions = []
    for await (const { type } of environment.temporal.client.workflow.list())
      if (type === 'datasetSync') executions.push(type)
    const games = await count('*', 'games')
    expect(outcome).toBe('succeeded')
    expect(executions.length).toBeGreaterThan(5)
    expect(games).toBeGreaterThan(60)
    expect(await count('distinct game_id', 'box_score_players')).toBe(games)
    const asked = `raw_responses where dataset = 'box_scores'`
    expect(await count('*', asked)).toBe(games)
    expect(await count('distinct request_key', asked)).toBe(games)
  })

  it('still knows how many requests were given up before', async () => {
    const of = { season: '2023-24', seasonType: 'Playoffs', only: ['box_scores'] } as const
    // The first game that is asked for: its execution has ended long before the last one.
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
