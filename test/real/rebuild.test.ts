import { join } from 'node:path'
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

  it('is the same in another database, from the exported archive alone', async () => {
    const file = join(home.path, 'season.tar')
    expect(await home.run('archive', 'export', file, '--season', '2018-19')).toMatchObject({ code: 0 })
    const other = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300', SEASON_SYNC_TODAY: '2026-11-25' })
    try {
      expect(await other.run('archive', 'import', file)).toMatchObject({ code: 0 })
      expect(await other.json('rebuild', '2018-19', ...ONLY)).toMatchObject({
        outcome: 'succeeded',
        cause: null,
      })
      expect(await contents(other)).toEqual(whole)
      expect(
        await other.query('select count(*)::int as own from raw_responses where imported_at is null'),
      ).toEqual([{ own: 0 }])
    } finally {
      await other.remove()
    }
  })
})
