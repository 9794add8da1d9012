import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './command.js'
import { replayAvailable, replayFolder, startReplay, type Replay } from './replay.js'

const SEASON = '2023-24'
const RECORDED = {
  east: 'scenarios.leaguegamefinder.Conference_filter.json.gz',
  all: 'scenarios.leaguegamefinder.Basic_team_search_for_2023-24_season.json.gz',
}

/** Season types beside the regular season and the playoffs, by the digit of their games' ids; the server's name for each. */
const TYPES = {
  '1': ['Pre Season', 'PreSeason'],
  '3': ['All Star', 'AllStar'],
  '5': ['PlayIn', 'PlayIn'],
  '6': ['IST', 'IST'],
} as const

type Line = Record<string, string | number | null>

function linesOf(file: string): readonly Line[] {
  const body = JSON.parse(gunzipSync(readFileSync(`${replayFolder}data/recordings/${file}`)).toString()) as {
    resultSets: readonly { headers: readonly string[]; rowSet: readonly (string | number | null)[][] }[]
  }
  const [set] = body.resultSets
  return (set?.rowSet ?? []).map((row) =>
    Object.fromEntries((set?.headers ?? []).map((header, i) => [header, row[i] ?? null])),
  )
}

/** The opponent's line of a game of which the recording has one side: the points that follow, made of two-pointers. */
function opponentOf(line: Line, teams: ReadonlyMap<string, Line>): Line {
  const [, own, how, other] = /^(\w+) (vs\.|@) (\w+)$/.exec(String(line.MATCHUP)) ?? []
  const points = Number(line.PTS) - Number(line.PLUS_MINUS)
  const made = Math.floor(points / 2)
  return {
    ...line,
    // Clubs that are no franchises have ids of five digits, the other All-Star team one of its own.
    TEAM_ID: other === 'WST' ? 1610616834 : 12_000 + (Number.parseInt(other ?? '', 36) % 1_000),
    TEAM_NAME: other ?? '',
    TEAM_ABBREVIATION: other ?? '',
    ...teams.get(other ?? ''),
    MATCHUP: `${other} ${how === '@' ? 'vs.' : '@'} ${own}`,
    WL: line.WL === 'W' ? 'L' : 'W',
    PTS: points,
    PLUS_MINUS: -Number(line.PLUS_MINUS),
    FGM: made,
    FGA: made * 2,
    FG_PCT: 0.5,
    FG3M: 0,
    FG3A: 0,
    FG3_PCT: null,
    FTM: points - made * 2,
    FTA: points - made * 2,
    FT_PCT: points === made * 2 ? null : 1,
  }
}

describe.skipIf(!replayAvailable)('a recorded season with games of all types', () => {
  let replay: Replay
  let home: Home
  let folder: string
  const games = new Map<string, Set<string>>()
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'season-types-'))
    mkdirSync(join(folder, 'types'))
    const teams = new Map(
      linesOf(RECORDED.all).map(({ TEAM_ID, TEAM_NAME, TEAM_ABBREVIATION }) => [
        String(TEAM_ABBREVIATION),
        {
          TEAM_ID: TEAM_ID ?? null,
          TEAM_NAME: TEAM_NAME ?? null,
          TEAM_ABBREVIATION: TEAM_ABBREVIATION ?? null,
        },
      ]),
    )
    const lines = linesOf(RECORDED.east)
    for (const [digit, [type, name]] of Object.entries(TYPES)) {
      // One exhibition is recorded with a line of zeros.
      const of = lines.filter(({ GAME_ID, PTS }) => String(GAME_ID)[2] === digit && PTS !== 0)
      const whole = of.flatMap((line) =>
        of.filter(({ GAME_ID }) => GAME_ID === line.GAME_ID).length === 2
          ? [line]
          : [line, opponentOf(line, teams)],
      )
      games.set(type, new Set(of.map(({ GAME_ID }) => String(GAME_ID))))
      const headers = Object.keys(lines[0] ?? {})
      writeFileSync(
        join(folder, 'types', `T-${SEASON}-${name}.csv`),
        [headers, ...whole.map((line) => headers.map((header) => line[header] ?? ''))]
          .map((row) => row.join(','))
          .join('\n'),
      )
    }
    // The recorded schedule is of September 2023; with a date it is rebuilt.
    replay = await startReplay('--data', folder, '--as-of', '2024-07-01')
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300' })
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('has each game in its type, and none twice', async () => {
    const { code, stdout, stderr } = await home.run(
      'sync',
      SEASON,
      '--season-type',
      'all',
      '--only',
      'games,team_game_logs',
      '--pace',
      '1000',
    )
    expect([code, code === 0 ? '' : stdout + stderr]).toEqual([0, ''])
    for (const table of ['games', 'team_game_logs']) {
      const stored = await home.query<{ type: string; ids: string[] }>(
        `select season_type as type, array_agg(distinct game_id order by game_id) as ids from ${table} where season = $1 group by 1`,
        [SEASON],
      )
      expect(Object.fromEntries(stored.map(({ type, ids }) => [type, ids.length]))).toEqual({
        'Regular Season': 1230,
        Playoffs: 82,
        ...Object.fromEntries([...games].map(([type, ids]) => [type, ids.size])),
      })
      for (const [type, ids] of games)
        expect([type, stored.find((of) => of.type === type)?.ids]).toEqual([type, [...ids].toSorted()])
    }
  })
})
