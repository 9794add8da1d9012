import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home, type Report } from './command.js'
import { replayAvailable, standingsTruth, startReplay, truthOf, type Replay } from './replay.js'
import { gamesDigest, playersDigest } from './tables.js'

/** A date within 2025-26, one day after the last recorded games. */
const TODAY = '2026-02-22'

interface Finding {
  readonly kind: string
  readonly dataset: string
  readonly subject: string
  readonly detail: string
}
type Ended = Report & { readonly exitCode: number | null; readonly notes: readonly string[] }

/** What the old sheets contradict themselves in. */
const NOTES: Readonly<Record<string, readonly string[]>> = {
  '1960-61': [
    'CIN: free_throws_made 40 of free_throws_attempted 26',
    'STL: free_throws_made 42 of free_throws_attempted 29',
  ],
}

describe.skipIf(!replayAvailable)('a season with incomplete sources', () => {
  let replay: Replay
  let home: Home
  const sync = (season: string, ...more: readonly string[]): Promise<Ended> =>
    home.json<Ended>('sync', season, '--pace', '1000', ...more)
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { SEASON_SYNC_TODAY: TODAY, SEASON_SYNC_IDLE_SECONDS: '300' })
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  /** Stored numbers of games, team and player lines, teams and points. */
  async function stored(season: string): Promise<Record<string, number>> {
    const [row] = await home.query<Record<string, number>>(
      `select (select count(*)::int from games where season = $1) as games,
              (select count(*)::int from team_game_logs where season = $1) as "teamLines",
              (select count(distinct team_id)::int from team_game_logs where season = $1) as teams,
              (select sum(points)::int from team_game_logs where season = $1) as points,
              (select count(*)::int from player_game_logs where season = $1) as "playerLines"`,
      [season],
    )
    return row ?? {}
  }

  async function storedStandings(season: string): Promise<Record<string, { wins: number; losses: number }>> {
    const rows = await home.query<{ team_id: number; wins: number; losses: number }>(
      'select team_id, wins, losses from standings where season = $1 order by team_id',
      [season],
    )
    return Object.fromEntries(rows.map(({ team_id, wins, losses }) => [team_id, { wins, losses }]))
  }

  const findings = (runId: string, kind: string): Promise<Finding[]> =>
    home.query<Finding>(
      'select kind, dataset, subject, detail from sync_findings where run_id = $1 and kind = $2 order by dataset, subject',
      [runId, kind],
    )

  const verified = ({ datasets }: Report): Record<string, string | null> =>
    Object.fromEntries(datasets.map(({ name, verifiedBy }) => [name, verifiedBy]))

  const incomplete = ({ datasets }: Report): readonly string[] =>
    datasets.filter(({ outcome }) => outcome !== 'succeeded').map(({ name }) => name)

  it('succeeds when only the complete datasets are synced', async () => {
    const report = await sync('1996-97', '--only', 'teams,games,team_game_logs')
    expect(report).toMatchObject({ exitCode: 0, outcome: 'succeeded', cause: null, notes: [] })
    expect(verified(report)).toEqual({
      games: 'team_game_logs',
      team_game_logs: 'games',
      teams: null,
    })
  })

  it('asks at most 25 times for the play-by-play that a season has not, and says so in one sentence', async () => {
    await replay.clearLog()
    const report = await sync('2016-17', '--only', 'play_by_play')
    const asked = (await replay.log()).filter(({ path }) => path.includes('playbyplayv3'))
    expect(report).toMatchObject({ exitCode: 3, outcome: 'partial' })
    expect(report.cause).toMatch(
      /^play_by_play: 1 missing \(2016-17: the source has nothing: 8 of 1230 requests brought no row, and the others were not sent\)$/,
    )
    expect(asked.length).toBeLessThanOrEqual(25)
  })

  describe.each(['1996-97', '1960-61', '2025-26'])('without player lines (%s)', (season) => {
    let report: Ended
    beforeAll(async () => {
      report = await sync(season)
    })

    it('is partial and names only the player lines', () => {
      const { games } = truthOf(season)
      expect(report).toMatchObject({ exitCode: 3, outcome: 'partial', notes: NOTES[season] ?? [] })
      expect(incomplete(report)).toEqual(['player_game_logs'])
      expect(report.cause).toMatch(
        new RegExp(
          `^player_game_logs: 1 missing \\(${season}: the source has no player lines, and ${games} games were played\\)$`,
        ),
      )
    })

    it('has the same numbers of games and team lines as the recorded source', async () => {
      const { games, tRows: teamLines, teams, pointsT: points } = truthOf(season)
      expect(await stored(season)).toEqual({ games, teamLines, teams, points, playerLines: 0 })
      expect(await gamesDigest(home, season)).toBe(truthOf(season).gamesDigest)
    })

    it('has the standings, except in 1960-61, which has none', async () => {
      expect(await storedStandings(season)).toEqual(season === '1960-61' ? {} : standingsTruth(season))
    })
  })

  describe('with team lines that are sums of the player lines (2022-23)', () => {
    const SEASON = '2022-23'
    /** Donovan Mitchell's 71 points. */
    const GAME = '0022200552'
    let holed: Ended
    let report: Ended
    beforeAll(async () => {
      await replay.edit(`leaguegamelog.*${SEASON}`, { where: { GAME_ID: GAME }, remove: true })
      holed = await sync(SEASON)
      await replay.clearEdits()
      report = await sync(SEASON)
    })

    it('is partial and, by the games, names exactly the game that both logs lack', async () => {
      expect(holed).toMatchObject({ exitCode: 3, outcome: 'partial' })
      expect(
        (await findings(holed.runId, 'missing')).map(({ dataset, subject }) => [dataset, subject]),
      ).toEqual([
        ['player_game_logs', GAME],
        ['team_game_logs', GAME],
      ])
    })

    it('is complete, without a false alarm, once both logs have the game', async () => {
      const { games, teams, pointsP: points, pRows: playerLines, players } = truthOf(SEASON)
      expect(report).toMatchObject({ exitCode: 0, outcome: 'succeeded', players, cause: null, notes: [] })
      expect(verified(report)).toMatchObject({
        games: 'team_game_logs, player_game_logs',
        team_game_logs: 'games, standings',
        player_game_logs: 'games, team_game_logs',
        standings: 'games',
      })
      expect(await stored(SEASON)).toEqual({ games, teamLines: 2 * games, teams, points, playerLines })
      expect(await gamesDigest(home, SEASON)).toBe(truthOf(SEASON).gamesDigest)
      expect(await playersDigest(home, SEASON)).toBe(truthOf(SEASON).playersDigest)
      expect(await storedStandings(SEASON)).toEqual(standingsTruth(SEASON))
      expect(await findings(report.runId, 'conflict')).toEqual([])
    })
  })

  describe('with the list of games of the September before (2023-24)', () => {
    const SEASON = '2023-24'
    /** Luka Dončić's 73 points. */
    const GAME = '0022300634'
    /** Number of regular-season games in the recorded answer, all without a result. */
    const SCHEDULED = 1_206
    const STALE = "the league's schedule is stale: it knows no result at all"
    let holed: Ended
    let report: Ended
    beforeAll(async () => {
      await replay.edit(`leaguegamelog.*PlayerOrTeam=T.*${SEASON}|leaguegamelog.*${SEASON}.*PlayerOrTeam=T`, {
        where: { GAME_ID: GAME },
        remove: true,
      })
      holed = await sync(SEASON)
      await replay.clearEdits()
      report = await sync(SEASON)
    })

    it('is partial and names exactly the two lines that the team log lacks', async () => {
      expect(holed).toMatchObject({ exitCode: 3, outcome: 'partial' })
      const missing = (await findings(holed.runId, 'missing')).filter(
        ({ dataset }) => dataset === 'team_game_logs',
      )
      expect(missing).toMatchObject([
        { subject: GAME, detail: 'ATL has player lines only' },
        { subject: GAME, detail: 'DAL has player lines only' },
      ])
    })

    it('notes that the list of games is stale, and is verified by other sources', () => {
      expect(report.notes).toEqual([STALE])
      expect(verified(report)).toEqual({
        games: 'team_game_logs, player_game_logs',
        team_game_logs: 'standings, games',
        player_game_logs: 'team_game_logs',
        teams: null,
        players: 'player_game_logs',
        player_seasons: 'player_game_logs',
        standings: 'team_game_logs',
      })
    })

    it('is partial for the list of games alone, and names what is wrong with it', async () => {
      const { games } = truthOf(SEASON)
      expect(report).toMatchObject({ exitCode: 3, outcome: 'partial' })
      expect(incomplete(report)).toEqual(['games'])
      expect(report.cause).toMatch(new RegExp(`^games: ${games} missing \\(.*; …\\); 9 in conflict \\(`))
      const details = (await findings(report.runId, 'missing')).map(({ detail }) => detail)
      expect(details.filter((each) => each.startsWith('has a line'))).toHaveLength(games - SCHEDULED)
      expect(details.filter((each) => each.includes('without a result'))).toHaveLength(SCHEDULED)
      const conflicts = await findings(report.runId, 'conflict')
      const about = (what: string): number =>
        new Set(conflicts.filter(({ detail }) => detail.startsWith(what)).map(({ subject }) => subject)).size
      expect([about('date '), about('at home ')]).toEqual([8, 1])
    })

    it('still has every team line and player line', async () => {
      const { tRows: teamLines, teams, pointsT: points, pRows: playerLines } = truthOf(SEASON)
      expect(await stored(SEASON)).toEqual({ games: SCHEDULED, teamLines, teams, points, playerLines })
      expect(await playersDigest(home, SEASON)).toBe(truthOf(SEASON).playersDigest)
      expect(await storedStandings(SEASON)).toEqual(standingsTruth(SEASON))
    })

    it('has the note about stale games in show', async () => {
      const { stdout } = await home.run('show', report.runId)
      expect(stdout).toMatch(/^note +the league's schedule is stale: it knows no result at all/m)
      expect(stdout).toMatch(/^team_game_logs +succeeded .* standings, games$/m)
    })
  })
})
