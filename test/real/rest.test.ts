import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { NbaClient, type Game, type Player } from '../../src/index.js'
import { Home, type Ended, type Report } from './command.js'
import { playerIdsOf, replayAvailable, startReplay, truthOf, type Replay } from './replay.js'
import { contents, gamesDigest, versions, type Queryable } from './tables.js'

const SEASON = '2018-19'
const sync = (season: string): readonly string[] => ['sync', season, '--source', 'rest', '--pace', '1000']

/** Number of days from October 1st to June 30th. */
const DATES = 273

describe.skipIf(!replayAvailable)('a sync of the plain REST source', () => {
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

  it('succeeds and reports that no independent source verified it', () => {
    const { players } = truthOf(SEASON)
    expect(report).toMatchObject({
      exitCode: 0,
      outcome: 'succeeded',
      players,
      cause: null,
      verifiedBy: null,
      datasets: [
        { name: 'players', requests: 1, inserted: 2 * players, missing: 0 }, // one row in players, one in player_seasons
        { name: 'games', requests: DATES, inserted: truthOf(SEASON).games, missing: 0 },
      ],
    })
  })

  it('stores every game with its result', async () => {
    expect(await gamesDigest(database, SEASON)).toBe(truthOf(SEASON).gamesDigest)
  })

  it('stores exactly the players who played', async () => {
    expect(
      await numbers('select player_id::int as n from player_seasons where season = $1 order by 1'),
    ).toEqual(playerIdsOf(SEASON))
    expect(
      await numbers(
        'select count(*)::int as n from player_seasons s join players p using (player_id) where s.season = $1',
      ),
    ).toEqual([truthOf(SEASON).players])
  })

  it('accepts dates without games', async () => {
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

  it('writes no row of data when it is repeated', async () => {
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

  it('keeps the stored games of a date that the source refuses, and names the date', async () => {
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

  describe('of a season that the source does not know', () => {
    let ended: Ended
    let before: Record<string, string>
    beforeAll(async () => {
      before = await contents(database)
      ended = await home.run(...sync('2014-15'))
    })

    it("fails with the source's message and the next command", () => {
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
  ])('refuses the season %s with one sentence and sends no request', async (season, stderr) => {
    await replay.clearLog()
    expect(await home.run(...sync(season))).toEqual({ code: 2, stdout: '', stderr })
    expect(await replay.log()).toEqual([])
  })

  it('has a client that answers the same from the stats, but for what is of the day of the answer', async () => {
    vi.stubEnv('NBA_STATS_URL', replay.url)
    vi.stubEnv('REST_URL', '')
    const [stats, rest] = [new NbaClient(), new NbaClient({ baseUrl: replay.url })]
    const ofAnyDay = (list: readonly Player[]) =>
      list
        .map(({ isActive: _today, birthdate: _notInStats, ...player }) => player)
        .toSorted((a, b) => a.id - b.id)
    const played = (list: readonly Game[]) =>
      list.map(({ neutralSite, ...game }) => ({ ...game, neutralSite: neutralSite ?? false }))
    try {
      expect(ofAnyDay(await stats.getPlayers(SEASON))).toEqual(ofAnyDay(await rest.getPlayers(SEASON)))
      for (const date of ['2018-12-25', '2019-04-10'])
        expect(played(await stats.getGames(date))).toEqual(played(await rest.getGames(date)))
    } finally {
      vi.unstubAllEnvs()
      stats.close()
      rest.close()
    }
  })

  it('has a client that refuses a malformed date or season without a request', async () => {
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
