import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './command.js'
import { playoffsTruth, replayAvailable, startReplay, type Replay } from './replay.js'
import { gamesDigest } from './tables.js'

const SEASONS = ['2016-17', '2017-18', '2018-19', '2021-22', '2022-23', '2023-24']

describe.skipIf(!replayAvailable)('the recorded playoffs', () => {
  let replay: Replay
  let home: Home
  beforeAll(async () => {
    // The recorded schedule of 2023-24 is of September 2023; with a date it is rebuilt.
    replay = await startReplay('--as-of', '2026-02-21')
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300' })
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  it.each(SEASONS)('of %s are stored as they were played', async (season) => {
    const { rows, games, teams, points, series, gamesDigest: digest } = playoffsTruth(season)
    const { outcome, cause } = await home.json(
      'sync',
      season,
      '--season-type',
      'playoffs',
      '--only',
      'games,team_game_logs',
      '--pace',
      '1000',
    )
    expect([outcome, cause]).toEqual(['succeeded', null])
    const [stored] = await home.query(
      `select count(*)::int as rows, count(distinct game_id)::int as games, count(distinct team_id)::int as teams,
              sum(points)::int as points, count(distinct left(game_id, 9))::int as series
       from team_game_logs where season = $1 and season_type = 'Playoffs'`,
      [season],
    )
    expect(stored).toEqual({ rows, games, teams, points, series })
    expect(await gamesDigest(home, season, 'Playoffs')).toBe(digest)
  })
})
