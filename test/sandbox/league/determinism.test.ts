import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.js'
import { played } from '../../datasets/transforming.js'
import { AFTER_2024_25, bodyOf, dataset, pathOf, scopeOf } from '../api/sandbox-requests.js'

/** The paths of one request of each kind. */
async function paths(): Promise<string[]> {
  const stored = played('0022400007')
  const names = ['games', 'team_game_logs', 'player_game_logs', 'players', 'player_seasons', 'standings']
  const perGame = ['box_scores', 'play_by_play']
  const requests = [...names, ...perGame].map((name) => dataset(name).requests(scopeOf('2024-25'), stored))
  return [...(await Promise.all(requests)).flat().map(pathOf), '/players/2024-25', '/games/2025-01-02']
}

async function digests(sandbox: Sandbox, ask: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of ask) {
    found.push(
      createHash('sha256')
        .update(await bodyOf(sandbox, path))
        .digest('hex'),
    )
  }
  return found
}

describe('the made-up league', () => {
  let servers: Sandbox[]
  const [first, second, other] = [0, 1, 2]
  beforeAll(async () => {
    servers = await Promise.all([1, 1, 2].map((seed) => startSandbox({ asOf: AFTER_2024_25, seed })))
  })
  afterAll(async () => void (await Promise.all(servers.map((server) => server.stop()))))
  const at = (index: number): Sandbox => {
    const server = servers[index]
    if (!server) throw new Error(`no server ${index}`)
    return server
  }

  it('gives the same bytes from two servers, in whatever order they are asked', async () => {
    const ask = await paths()
    await bodyOf(at(second), '/players/1990-91')
    const forwards = await digests(at(first), ask)
    const backwards = (await digests(at(second), ask.toReversed())).toReversed()
    expect(backwards).toEqual(forwards)
  })

  it('gives a different league for a different seed', async () => {
    const ask = await paths()
    const [one, another] = await Promise.all([digests(at(first), ask), digests(at(other), ask)])
    expect(one.filter((digest, i) => digest === another[i])).toEqual([])
  })
})
