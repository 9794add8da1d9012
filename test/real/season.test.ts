import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Explained } from '../../src/runs/explain/index.js'
import { Home, type Report } from './command.js'
import { replayAvailable, startReplay, truthOf, type Replay } from './replay.js'
import { gamesDigest, playersDigest, versions } from './tables.js'

if (!replayAvailable)
  console.log('skipped: the recorded seasons are not beside the project (../shared/nba-replay)')

const written = (report: Report): number =>
  report.datasets.reduce((sum, step) => sum + step.inserted + step.updated + step.removed, 0)

/** James Harden's 61 points. */
const LINE = { game_id: '0021800710', player_id: 201935 }

describe.skipIf(!replayAvailable)('a recorded season', () => {
  let replay: Replay
  let home: Home
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300' })
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  const storedLine = async (): Promise<{ assists: number; response_id: number }> => {
    const [row] = await home.query<{ assists: number; response_id: number }>(
      'select assists, response_id::int from player_game_logs where game_id = $1 and player_id = $2',
      [LINE.game_id, LINE.player_id],
    )
    if (row === undefined) throw new Error('the line is not stored')
    return row
  }
  const correctPlayer = (assists: number): Promise<void> =>
    replay.edit('leaguegamelog', {
      where: { PLAYER_ID: LINE.player_id, GAME_ID: LINE.game_id },
      set: { AST: assists },
    })
  /** Adds an assist to the line of the player's team. */
  const correctTeam = async (): Promise<void> => {
    const [team] = await home.query<{ id: number; assists: number }>(
      `select team_id as id, t.assists from team_game_logs t join player_game_logs p using (game_id, team_id)
       where game_id = $1 and player_id = $2`,
      [LINE.game_id, LINE.player_id],
    )
    await replay.edit('leaguegamelog.*PlayerOrTeam=T', {
      where: { TEAM_ID: team?.id, GAME_ID: LINE.game_id },
      set: { AST: (team?.assists ?? 0) + 1 },
    })
  }

  describe.each(['2018-19', '2016-17'])('%s', (season) => {
    const truth = replayAvailable ? truthOf(season) : undefined
    let report: Report & { exitCode: number | null }
    beforeAll(async () => {
      report = await home.json('sync', season, '--pace', '1000')
    })

    it('succeeds, verified by the games', () => {
      expect(report).toMatchObject({
        outcome: 'succeeded',
        exitCode: 0,
        cause: null,
        players: truth?.players,
      })
      const logs = report.datasets.filter((step) => step.name.endsWith('game_logs'))
      expect(logs.map((step) => step.verifiedBy)).toEqual(['games, standings', 'games, team_game_logs'])
      expect(report.verifiedBy).toContain('games')
    })

    it('has every game with its result', async () => {
      expect(await gamesDigest(home, season)).toBe(truth?.gamesDigest)
    })

    it('has every line of every player', async () => {
      expect(await playersDigest(home, season)).toBe(truth?.playersDigest)
    })

    it('has the same numbers of rows, points, players and teams as the recorded source', async () => {
      const [counted] = await home.query(
        `select (select count(*)::int from player_game_logs where season = $1) as "pRows",
                (select sum(points)::int from player_game_logs where season = $1) as "pointsP",
                (select count(distinct player_id)::int from player_game_logs where season = $1) as players,
                (select count(*)::int from team_game_logs where season = $1) as "tRows",
                (select sum(points)::int from team_game_logs where season = $1) as "pointsT",
                (select count(distinct team_id)::int from team_game_logs where season = $1) as teams,
                (select count(*)::int from games where season = $1) as games`,
        [season],
      )
      const { pRows, pointsP, players, tRows, pointsT, teams, games } = truth ?? {}
      expect(counted).toEqual({ pRows, pointsP, players, tRows, pointsT, teams, games })
    })

    it('has a name for every player and team with a game log', async () => {
      const [named] = await home.query(
        `select count(distinct p.player_id)::int as players, count(distinct t.team_id)::int as teams
         from player_game_logs l join players p using (player_id)
         join team_seasons t on t.team_id = l.team_id and t.season = l.season where l.season = $1`,
        [season],
      )
      expect(named).toEqual({ players: truth?.players, teams: truth?.teams })
    })

    it("has players' points that add up to their team's in every game", async () => {
      const [sums] = await home.query(
        `select count(*)::int as games, count(*) filter (where p.points <> t.points)::int as different
         from (select game_id, sum(points) as points from player_game_logs where season = $1 group by 1) p
         join (select game_id, sum(points) as points from team_game_logs where season = $1 group by 1) t using (game_id)`,
        [season],
      )
      expect(sums).toEqual({ games: truth?.games, different: 0 })
    })
  })

  describe('synced again', () => {
    it('writes no row of data', async () => {
      await home.json('sync', '2018-19', '--pace', '1000')
      const before = await versions(home)
      const again = await home.json('sync', '2018-19', '--pace', '1000')
      expect(again.outcome).toBe('succeeded')
      expect(written(again)).toBe(0)
      expect(again.datasets.find((step) => step.name === 'player_game_logs')?.unchanged).toBe(
        truthOf('2018-19').pRows,
      )
      expect(await versions(home)).toEqual(before)
    })

    it('writes no row of data when only the time in the answers has changed', async () => {
      await home.json('sync', '2018-19', '--pace', '1000')
      const before = await versions(home)
      await replay.edit('.', { where: { version: 1 }, set: { time: '2031-01-01T00:00:00.0000Z' } })
      try {
        const again = await home.json('sync', '2018-19', '--pace', '1000')
        expect(written(again)).toBe(0)
        const [bodies] = await home.query<{ bodies: number }>(
          `select count(distinct sha256)::int as bodies from raw_responses where endpoint = 'scheduleleaguev2' and params->>'Season' = '2018-19'`,
        )
        expect(bodies?.bodies).toBe(2) // The changed time has arrived.
        expect(await versions(home)).toEqual(before)
      } finally {
        await replay.clearEdits()
      }
    })

    it('updates exactly the two rows with corrected assists, and changes reports both values and both answers', async () => {
      await home.json('sync', '2018-19', '--pace', '1000')
      const old = await storedLine()
      const corrected = old.assists + 1
      await correctPlayer(corrected)
      await correctTeam()
      try {
        const report = await home.json('sync', '2018-19', '--pace', '1000')
        expect(report.outcome).toBe('succeeded')
        expect(
          report.datasets.filter((step) => step.updated > 0).map((step) => [step.name, step.updated]),
        ).toEqual([
          ['team_game_logs', 1],
          ['player_game_logs', 1],
        ])
        expect(written(report)).toBe(2)

        const cell = ['player_game_logs', 'james harden', '2019-01-23', 'assists']
        const { explanation } = await home.json<Explained>('explain', ...cell)
        expect(explanation?.cell).toMatchObject({
          snippet: { value: `${corrected}` },
          values: [
            { value: old.assists, responseId: old.response_id },
            { value: corrected, runId: report.runId },
          ],
        })

        const { stdout } = await home.run('changes', report.runId, '--json')
        const answer = JSON.stringify(JSON.parse(stdout))
        const [change] = await home.query<Record<string, unknown>>(
          `select * from row_changes where run_id = $1 and table_name = 'player_game_logs'`,
          [report.runId],
        )
        const now = await storedLine()
        expect(change).toMatchObject({
          row_key: LINE,
          column_name: 'assists',
          old_value: old.assists,
          new_value: corrected,
          cause: 'source',
        })
        expect([Number(change?.old_response_id), Number(change?.new_response_id)]).toEqual([
          old.response_id,
          now.response_id,
        ])
        const parts = ['assists', LINE.game_id, corrected, old.response_id, now.response_id, report.runId]
        for (const part of parts) expect(answer).toContain(String(part))
      } finally {
        await replay.clearEdits()
        await home.json('sync', '2018-19', '--pace', '1000')
      }
    })

    it('is partial when the assists of the player alone are corrected, and names game, team and column', async () => {
      await home.json('sync', '2018-19', '--pace', '1000')
      await correctPlayer((await storedLine()).assists + 1)
      try {
        expect(await home.json('sync', '2018-19', '--pace', '1000')).toMatchObject({
          exitCode: 3,
          outcome: 'partial',
          cause: expect.stringMatching(
            /^player_game_logs: 1 in conflict \([A-Z]{3} @ [A-Z]{3} 2019-01-2\d: HOU: assists \d+, players' sum \d+\)$/,
          ),
        })
      } finally {
        await replay.clearEdits()
        await home.json('sync', '2018-19', '--pace', '1000')
      }
    })
  })
})
