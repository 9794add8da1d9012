import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { AFTER_2024_25 } from '../sandbox/api/sandbox-requests.js'
import { Home } from './command.js'

const ONLY = 'Team-Game-Logs,player_game_logs,team_game_logs_base,player_game_logs_base,standings'

// Of a whole season none of the measures is recorded, so that the made-up league serves it here.
describe('the second source of the game logs', () => {
  let sandbox: Sandbox
  let home: Home
  beforeAll(async () => {
    sandbox = await startSandbox({ asOf: AFTER_2024_25 })
    home = new Home(sandbox.url, { SEASON_SYNC_IDLE_SECONDS: '300' })
  })
  afterAll(async () => {
    await home.remove()
    await sandbox.stop()
  })
  const sync = () =>
    home.json('sync', '2024-25', '--season-type', 'playoffs', '--only', ONLY, '--pace', '1000')

  it('is one request a season, agrees with the logs, and writes nothing when it is repeated', async () => {
    const first = await sync()
    expect(first).toMatchObject({ exitCode: 0, outcome: 'succeeded', cause: null })
    expect(first).toMatchObject({
      notes: ['not offered for 2024-25 Playoffs: standings (since 1970-71, only Regular Season)'],
    })
    const of = (name: string) => first.datasets.find((dataset) => dataset.name === name)
    expect(of('team_game_logs_base')).toMatchObject({ requests: 1, verifiedBy: 'team_game_logs', missing: 0 })
    expect(of('team_game_logs_base')?.inserted).toBe(of('team_game_logs')?.inserted)
    expect(of('player_game_logs_base')?.inserted).toBe(of('player_game_logs')?.inserted)
    const again = await sync()
    expect(again.datasets.map(({ inserted, updated, removed }) => inserted + updated + removed)).toEqual([
      0, 0, 0, 0,
    ])
  })
})
