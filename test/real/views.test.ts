import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/version.js'
import { Home } from './command.js'
import { replayAvailable, replayFolder, standingsTruth, startReplay, type Replay } from './replay.js'

/** A date within 2025-26, one day after the last recorded games. */
const TODAY = '2026-02-22'

interface ResultSet {
  readonly name: string
  readonly headers: readonly string[]
  readonly rowSet: readonly (readonly unknown[])[]
}

/** The rows of a recorded answer, as the service gave them. */
function recorded(file: string, set: string): readonly Record<string, unknown>[] {
  const body = gunzipSync(readFileSync(`${replayFolder}data/recordings/${file}.json.gz`)).toString()
  const { resultSets } = JSON.parse(body) as { resultSets: readonly ResultSet[] }
  const { headers, rowSet } = resultSets.find(({ name }) => name === set) ?? { headers: [], rowSet: [] }
  return rowSet.map((row) => Object.fromEntries(headers.map((header, index) => [header, row[index]])))
}

const QUESTIONS = readFileSync(join(packageRoot, 'docs/questions.md'), 'utf8')
const [SETUP = '', ...SECTIONS] = QUESTIONS.split(/^## /m)

/** The commands of the sh blocks of a text, each as its arguments. */
const commandsIn = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^npx season-sync (.*)$/gm)].map(([, command = '']) =>
    [...command.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('\\"', '"') ?? plain ?? '',
    ),
  )

describe.skipIf(!replayAvailable)('the views of recorded seasons', () => {
  let replay: Replay
  let home: Home
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, {
      SEASON_SYNC_TODAY: TODAY,
      SEASON_SYNC_IDLE_SECONDS: '300',
      NBA_PACE: '1000',
    })
    for (const command of commandsIn(SETUP)) {
      const { code, stderr } = await home.run(...command)
      // Some seasons are partial: the recorded answers lack lines of players.
      if (code !== 0 && code !== 3) throw new Error(`${command.join(' ')}: ${stderr}`)
    }
    await home.run('sync', '2018-19', '--season-type', 'Playoffs', '--only', 'games,team_game_logs')
    await replay.edit('leaguegamelog', {
      where: { PLAYER_ID: 201935, GAME_ID: '0021800710' },
      set: { AST: 5 },
    })
    await home.run('sync', '2018-19', '--only', 'player_game_logs')
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  it.each(SECTIONS.map((section) => ({ section, question: section.split('\n', 1)[0] })))(
    'answer as docs/questions.md says: $question',
    async ({ section }) => {
      const [command = []] = commandsIn(section)
      const [answer] = [...section.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].filter(
        ([, language]) => language === '',
      )
      expect(await home.run(...command)).toMatchObject({ code: 0, stdout: answer?.[2] })
    },
  )

  it("team_season_record has the league's own records at home, away, in the last ten games, after overtime", async () => {
    const rows = await home.query<Record<string, unknown>>(
      `select team_id, wins, losses, home_wins || '-' || home_losses as home, away_wins || '-' || away_losses as road,
         neutral_wins || '-' || neutral_losses as neutral, last_10_wins || '-' || last_10_losses as last_10,
         current_streak, overtime_wins || '-' || overtime_losses as overtime,
         round(points_per_game::numeric, 1)::float8 as points
       from team_season_record where season = '2025-26'`,
    )
    const league = recorded('smoke.LeagueStandingsV3', 'Standings').map((team) => ({
      team_id: team.TeamID,
      wins: team.WINS,
      losses: team.LOSSES,
      home: String(team.HOME).trim(),
      road: String(team.ROAD).trim(),
      neutral: String(team.NEUTRAL).trim(),
      last_10: String(team.L10).trim(),
      current_streak: team.CurrentStreak,
      overtime: String(team.OT).trim(),
      points: team.PointsPG,
    }))
    const byTeam = (a: { team_id?: unknown }, b: { team_id?: unknown }): number =>
      Number(a.team_id) - Number(b.team_id)
    expect(rows.map((row) => ({ ...row, team_id: Number(row.team_id) })).toSorted(byTeam)).toEqual(
      league.toSorted(byTeam),
    )
  })

  it('game_results has each game once, with its overtimes', async () => {
    const { overtimeGames } = (
      JSON.parse(readFileSync(`${replayFolder}truth/awkward.json`, 'utf8')) as Record<
        string,
        { overtimeGames: { count: number; longest: [string, number] } }
      >
    )['2018-19'] ?? { overtimeGames: { count: 0, longest: ['', 0] } }
    expect(
      await home.query(
        `select season_type, count(*)::int as games, count(*) filter (where overtimes > 0)::int as overtime,
           count(winner_name)::int as won from game_results where season = '2018-19' group by 1 order by 1`,
      ),
    ).toEqual([
      { season_type: 'Playoffs', games: 82, overtime: 4, won: 82 },
      { season_type: 'Regular Season', games: 1230, overtime: overtimeGames.count, won: 1230 },
    ])
    const [game, overtimes] = overtimeGames.longest
    expect(
      await home.query(
        `select game_id, overtimes from game_results where season = '2018-19' and season_type = 'Regular Season' order by 2 desc, 1 limit 1`,
      ),
    ).toEqual([{ game_id: game, overtimes }])
  })

  it('won and lost games of 2018-19 are those that were counted from the tables', async () => {
    const rows = await home.query<{ team_id: string; wins: number; losses: number }>(
      `select team_id, wins, losses from team_season_record where season = '2018-19' and season_type = 'Regular Season'`,
    )
    expect(Object.fromEntries(rows.map(({ team_id, wins, losses }) => [team_id, { wins, losses }]))).toEqual(
      standingsTruth('2018-19'),
    )
  })

  it("a player's totals are those of his recorded career", async () => {
    for (const [file, season] of [
      ['smoke.PlayerCareerStats', '2018-19'],
      ['scenarios.common.PlayerCareerStats', '2018-19'],
    ] as const) {
      const [career] = recorded(file, 'SeasonTotalsRegularSeason').filter((row) => row.SEASON_ID === season)
      const [row] = await home.query(
        `select games_played, points, rebounds, assists, steals, blocks, turnovers, personal_fouls, field_goals_made,
           field_goals_attempted, field_goal_pct, three_pointers_made, free_throws_made, free_throw_pct
         from player_season_totals where season = $1 and player_id = $2 and is_total`,
        [season, career?.PLAYER_ID],
      )
      expect(row).toEqual({
        games_played: career?.GP,
        points: career?.PTS,
        rebounds: career?.REB,
        assists: career?.AST,
        steals: career?.STL,
        blocks: career?.BLK,
        turnovers: career?.TOV,
        personal_fouls: career?.PF,
        field_goals_made: career?.FGM,
        field_goals_attempted: career?.FGA,
        field_goal_pct: career?.FG_PCT,
        three_pointers_made: career?.FG3M,
        free_throws_made: career?.FTM,
        free_throw_pct: career?.FT_PCT,
      })
    }
  })

  it('a traded player has a row for each team and a total, everybody else one row; nobody is counted twice', async () => {
    expect(
      await home.query(
        `select team_abbreviation as team, is_total, games_played as games, points from player_season_totals
         where season = '2018-19' and player_name = 'Tobias Harris' order by is_total desc, games desc`,
      ),
    ).toEqual([
      { team: 'TOT', is_total: true, games: 82, points: 1644 },
      { team: 'LAC', is_total: false, games: 55, points: 1152 },
      { team: 'PHI', is_total: false, games: 27, points: 492 },
    ])
    expect(
      await home.query(
        `select (select count(*) from player_season_totals where is_total) = (select count(distinct player_id) from player_game_logs) as players,
           (select sum(points) from player_season_totals where is_total) = (select sum(points) from player_game_logs) as points,
           (select count(*)::int from player_season_totals where team_id is null and not is_total) as "without team",
           (select sum(games_played) from player_season_totals where team_id is not null) = (select count(*) from player_game_logs) as games`,
      ),
    ).toEqual([{ players: true, points: true, 'without team': 0, games: true }])
  })

  it("estimated ratings come within two in a hundred of the league's own", async () => {
    const [league] = recorded(
      'scenarios.leaguedashteamstats.Warriors_2023-24_advanced_stats',
      'LeagueDashTeamStats',
    )
    const [row] = await home.query<Record<string, number>>(
      `select possessions, pace, offensive_rating, defensive_rating, effective_field_goal_pct, true_shooting_pct
       from team_ratings where season = '2023-24' and team_id = $1`,
      [league?.TEAM_ID],
    )
    const near = (mine: number | undefined, theirs: unknown): number =>
      Math.abs((mine ?? 0) / Number(theirs) - 1)
    expect(near(row?.possessions, league?.POSS)).toBeLessThan(0.02)
    expect(near(row?.pace, league?.PACE)).toBeLessThan(0.02)
    expect(near(row?.offensive_rating, league?.OFF_RATING)).toBeLessThan(0.02)
    expect(near(row?.defensive_rating, league?.DEF_RATING)).toBeLessThan(0.02)
    expect(row?.effective_field_goal_pct).toBe(league?.EFG_PCT)
    expect(row?.true_shooting_pct).toBe(league?.TS_PCT)
  })

  it('season_state says what is stored of each season', async () => {
    expect(
      await home.query(
        `select season, season_type, answer_rows::int as rows, outcome, missing from season_state where dataset = 'team_game_logs' order by 1, 2`,
      ),
    ).toEqual([
      { season: '2016-17', season_type: 'Regular Season', rows: 2460, outcome: 'succeeded', missing: 0 },
      { season: '2017-18', season_type: 'Regular Season', rows: 2460, outcome: 'succeeded', missing: 0 },
      { season: '2018-19', season_type: 'Playoffs', rows: 164, outcome: 'succeeded', missing: 0 },
      { season: '2018-19', season_type: 'Regular Season', rows: 2460, outcome: 'succeeded', missing: 0 },
      {
        season: '2023-24',
        season_type: 'Regular Season',
        rows: 2460,
        outcome: expect.any(String),
        missing: expect.any(Number),
      },
      { season: '2025-26', season_type: 'Regular Season', rows: 1688, outcome: 'succeeded', missing: 0 },
    ])
  })
})
