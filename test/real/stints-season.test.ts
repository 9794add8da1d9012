import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home, type Report } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

/** Of 1,230 games; the others have two players under one name, of whose actions the older table has no ids. */
const FIT = 1_195
const ROWS = { stints: 36_647, possessions: 241_379 }

describe.skipIf(!replayAvailable)('the stints of 2018-19', () => {
  let replay: Replay
  let home: Home
  let report: Report
  beforeAll(async () => {
    replay = await startReplay('--keep', '3000')
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300', SEASON_SYNC_TODAY: '2026-11-25' })
    report = await home.json('sync', '2018-19', '--only', 'stints', '--pace', '2000')
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  it(`fit in ${FIT} games, with the minutes and points of the box scores`, async () => {
    const step = report.datasets.find(({ name }) => name === 'stints')
    expect(step).toMatchObject({ outcome: 'succeeded', inserted: 1_230 + ROWS.stints + ROWS.possessions })
    const [games] = await home.query(
      `select count(*)::int as games, count(*) filter (where misfit is null)::int as fit, sum(stints)::int as stints,
              sum(possessions)::int as possessions, max(seconds_off) as seconds_off from stint_games`,
    )
    expect(games).toEqual({ games: 1_230, fit: FIT, ...ROWS, seconds_off: expect.closeTo(30, -1) })
    expect(
      await home.query(`select * from sync_findings where dataset = 'stints' and kind <> 'note'`),
    ).toEqual([])
  })

  it('have the plus/minus of the box score for at least 96 of 100 lines', async () => {
    const [lines] = await home.query<{ share: number }>(
      `with won as (
         select game_id, player_id, sum(points) as points from stints
         cross join lateral (values (home_players, home_points - away_points), (away_players, away_points - home_points)) as s(players, points)
         cross join lateral unnest(players) player_id group by 1, 2)
       select avg((w.points = b.plus_minus)::int)::float8 as share from won w join box_score_players b using (game_id, player_id)`,
    )
    expect(lines?.share).toBeGreaterThan(0.96)
  })
})
