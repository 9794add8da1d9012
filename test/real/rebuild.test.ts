import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'
import { contents, DATA_TABLES } from './tables.js'

const ONLY = ['--only', 'teams,players,player_seasons,standings,box_scores,play_by_play']

describe.skipIf(!replayAvailable)('2018-19 with every box score and all play-by-play', () => {
  let replay: Replay
  let home: Home
  let whole: Record<string, string>

  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300', SEASON_SYNC_TODAY: '2026-11-25' })
    await home.json('sync', '2018-19', '--pace', '2000', ...ONLY)
    whole = await contents(home)
    await replay.stop()
  })
  afterAll(async () => {
    await home.remove()
  })

  it('is rebuilt with the source stopped into emptied tables, row for row', async () => {
    const attempts = () => home.query('select outcome, count(*)::int as n from raw_responses group by 1')
    const before = await attempts()
    await home.query(`truncate ${DATA_TABLES.join(', ')}, request_marks`)
    const rebuilt = await home.json('rebuild', '2018-19', ...ONLY)
    expect(rebuilt).toMatchObject({ outcome: 'succeeded', cause: null, players: 530 })
    expect(await contents(home)).toEqual(whole)
    expect(await attempts()).toEqual(before)
  })
})
