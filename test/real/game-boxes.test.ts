import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { Home, type Report } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

/** The game about which all of these were recorded. */
const GAME = '0022200552'

/** Datasets with a request for each game of which an answer is recorded. */
const RECORDED = [
  'box_scores',
  'box_score_advanced',
  'box_score_defensive',
  'box_score_four_factors',
  'box_score_hustle',
  'box_score_matchups',
  'box_score_misc',
  'box_score_scoring',
  'box_score_tracking',
  'box_score_usage',
  'game_summaries',
  'play_by_play',
  'rotations',
] as const

describe.skipIf(!replayAvailable)('what was recorded about one game', () => {
  let replay: Replay
  let home: Home
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { NBA_PACE: '20' })
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })
  const sync = (): Promise<Report & { exitCode: number | null }> =>
    home.json('sync', '2022-23', '--only', [...RECORDED, 'player_game_logs'].join(','), '--games', GAME)

  it('is stored by one sync, verified, and written no second time', async () => {
    const first = await sync()
    expect(first).toMatchObject({ outcome: 'succeeded', cause: null, exitCode: 0 })
    const boxes = first.datasets.filter(({ name }) => RECORDED.some((recorded) => recorded === name))
    expect(boxes).toHaveLength(RECORDED.length)
    for (const { name, verifiedBy, inserted, requests } of boxes) {
      expect({ name, verifiedBy }).toEqual({ name, verifiedBy: expect.any(String) })
      expect({ name, requests, rows: inserted > 0 }).toEqual({ name, requests: 1, rows: true })
    }
    const tables = CATALOGUE.nba.filter(({ name }) => boxes.some((box) => box.name === name))
    for (const { name } of tables.flatMap((dataset) => dataset.tables)) {
      const [row] = await home.query<{ rows: string }>(
        `select count(*) as rows from ${name} where game_id = '${GAME}'`,
      )
      expect({ name, stored: Number(row?.rows) > 0 }).toEqual({ name, stored: true })
    }
    const second = await sync()
    expect(second.outcome).toBe('succeeded')
    for (const { name, inserted, updated, removed } of second.datasets)
      expect({ name, inserted, updated, removed }).toEqual({ name, inserted: 0, updated: 0, removed: 0 })
  })
})
