import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NbaClient } from '../../src/index.js'
import { Home, type Ended, type Report } from './command.js'
import { playerIdsOf, replayIsThere, startReplay, truthOf, type Replay } from './replay.js'
import { contents, gamesDigest, versions, type Queryable } from './tables.js'

const SEASON = '2018-19'
const sync = (season: string): readonly string[] => ['sync', season, '--source', 'rest', '--pace', '1000']

/** October 1st to June 30th. */
const DATES = 273

describe.skipIf(!replayIsThere)('the original contract (--source rest)', () => {
  let replay: Replay
  let home: Home
  let database: Queryable
  let report: Report & { readonly exitCode: number | null }
  const numbers = async (sql: string): Promise<readonly number[]> =>
    (await database.query<{ n: number }>(sql, [SEASON])).map(({ n }) => n)
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { REST_URL: replay.url, SEASON_SYNC_IDLE_SECONDS: '300' })
    report = await home.json(...sync(SEASON))
    database = home.databaseOf('rest')
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  it('succeeds, and says that no independent source was there', () => {
    const { players } = truthOf(SEASON)
    expect(report).toMatchObject({
      exitCode: 0,
      outcome: 'succeeded',
      players,
      cause: null,
      verifiedBy: null,
      datasets: [
        { name: 'players', requests: 1, inserted: 2 * players, missing: 0 }, // a person, and a place in the season
        { name: 'games', requests: DATES, inserted: truthOf(SEASON).games, missing: 0 },
      ],
    })
  })

  it('has every game with its result', async () => {
    expect(await gamesDigest(database, SEASON)).toBe(truthOf(SEASON).gamesDigest)
  })

  it('has everybody who played, and nobody else', async () => {
    expect(
      await numbers('select player_id::int as n from player_seasons where season = $1 order by 1'),
    ).toEqual(playerIdsOf(SEASON))
    expect(
      await numbers(
        'select count(*)::int as n from player_seasons s join players p using (player_id) where s.season = $1',
      ),
    ).toEqual([truthOf(SEASON).players])
  })

  it('takes a date without games for what it is', async () => {
    const days = truthOf(SEASON).daysWithGames
    expect(await numbers('select count(distinct game_date)::int as n from games where season = $1')).toEqual([
      days,
    ])
    expect(days).toBeLessThan(DATES)
    expect(
      await numbers(
        `select count(*)::int as n from sync_requests q join sync_runs r using (run_id)
         where r.season = $1 and q.dataset = 'games' and q.state = 'answered'`,
      ),
    ).toEqual([DATES])
  })

  it('writes no row of data when it is asked again', async () => {
    const before = await versions(database)
    const again = await home.json(...sync(SEASON))
    expect(
      again.datasets.map(({ name, inserted, updated, unchanged }) => [name, inserted, updated, unchanged]),
    ).toEqual([
      ['players', 0, 0, 2 * truthOf(SEASON).players],
      ['games', 0, 0, truthOf(SEASON).games],
    ])
    expect(await versions(database)).toEqual(before)
  })

  it('keeps what it has when a date is refused, and names the date', async () => {
    const before = await versions(database)
    await replay.faults({ match: '/games/2018-12-25', kind: 'status', status: 400, body: 'malformed date' })
    const refused = await home.json(...sync(SEASON))
    await replay.clearFaults()
    expect(refused).toMatchObject({
      exitCode: 3,
      outcome: 'partial',
      datasets: [{ missing: 0 }, { missing: 1 }],
    })
    expect(refused.cause).toMatch(/^games: 1 missing \(games 2018-12-25: .*400.*malformed date/)
    expect(await versions(database)).toEqual(before)
  })

  describe('a season that the source does not know', () => {
    let ended: Ended
    let before: Record<string, string>
    beforeAll(async () => {
      before = await contents(database)
      ended = await home.run(...sync('2014-15'))
    })

    it('fails with what the source said and the next step', () => {
      expect(ended.code).toBe(1)
      expect(ended.stdout).toMatch(/^The sync of 2014-15 Regular Season failed\n/)
      expect(ended.stderr.trim().split('\n').at(-1)).toMatch(
        /^The sync failed: players: 1 missing \(players 2014-15: .*404 Not Found.*unknown season.*try again with: season-sync sync 2014-15 --source rest$/,
      )
    })

    it('changes nothing', async () => {
      expect(await contents(database)).toEqual(before)
    })
  })

  it.each([
    ['2018-20', "'2018-20' is not a season; write it like 2018-19.\n"],
    ['2018', "'2018' is not a season; write it like 2018-19.\n"],
  ])('refuses the season %s with one sentence and asks nothing', async (season, stderr) => {
    await replay.clearLog()
    expect(await home.run(...sync(season))).toEqual({ code: 2, stdout: '', stderr })
    expect(await replay.log()).toEqual([])
  })

  it('refuses a malformed date or season in the client, and asks nothing', async () => {
    const client = new NbaClient({ baseUrl: replay.url })
    await replay.clearLog()
    try {
      await expect(client.getGames('2018-1-1')).rejects.toMatchObject({
        errorClass: 'Refused',
        message: expect.stringMatching(/^games: '2018-1-1' is not a date/),
      })
      await expect(client.getPlayers('2018')).rejects.toMatchObject({
        errorClass: 'Refused',
        message: expect.stringMatching(/^players: '2018' is not a season/),
      })
      expect(await client.getGames('2018-07-04')).toEqual([])
      expect((await replay.log()).map(({ path }) => path)).toEqual(['/games/2018-07-04'])
    } finally {
      client.close()
    }
  })
})
