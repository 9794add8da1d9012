import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDataset } from '../../src/datasets/catalogue.js'
import type { DatasetRequest } from '../../src/datasets/dataset.js'
import { Home } from './command.js'
import { replayAvailable, replayFolder, startReplay, type Replay } from './replay.js'

const SCOPE = { season: '2017-18', seasonType: 'Regular Season' } as const
/** Boston at Cleveland, the one game of the season that the server has. */
const GAME = '0021700001'

/** Cleveland. */
const LINEUPS_OF = 1610612739

type Cells = Record<string, unknown>
interface Body {
  readonly parameters?: object
  readonly resultSets: readonly { name: string; headers: string[]; rowSet: unknown[][] }[]
}

/** Recorded answers by dataset; those of people and teams are told of others here. */
const RECORDED: Readonly<Record<string, string>> = {
  rosters: 'CommonTeamRoster',
  lineups: 'LeagueDashLineups',
  shot_averages: 'ShotChartLeagueWide',
  team_details: 'TeamDetails',
  team_years: 'CommonTeamYears',
  team_season_history: 'TeamYearByYearStats',
  franchise_history: 'FranchiseHistory',
  draft_picks: 'DraftHistory',
  draft_combine_drills: 'DraftCombineDrillResults',
  draft_combine_measurements: 'DraftCombinePlayerAnthro',
  draft_combine_spot_shooting: 'DraftCombineSpotShooting',
  draft_combine_moving_shooting: 'DraftCombineNonStationaryShooting',
  player_awards: 'PlayerAwards',
  player_biographies: 'CommonPlayerInfo',
  player_career_stats: 'PlayerCareerStats',
}
const NAMES = [...Object.keys(RECORDED), 'shots']
const ONLY = ['--only', NAMES.join(',')]

const unzipped = (path: string): string => gunzipSync(readFileSync(path)).toString()

/** The rows of a season's table that are of the game, as CSV and by column. */
function ofGame(kind: 'T' | 'P'): { csv: string; rows: readonly Record<string, string>[] } {
  const [head = '', ...lines] = unzipped(`${replayFolder}data/seasons/${kind}-2017-18.csv.gz`).split('\n')
  const own = lines.filter((line) => line.includes(`,${GAME},`))
  const columns = head.split(',')
  const rows = own.map((line) =>
    Object.fromEntries(line.split(',').map((value, i) => [columns[i] ?? '', value])),
  )
  return { csv: [head, ...own, ''].join('\n'), rows }
}

/** A recorded body; `told` gives the cells of a row that are others, undefined for a row that is left out. */
function toldOf(file: string, told: (row: Cells) => Cells | undefined): Body {
  const body = JSON.parse(unzipped(`${replayFolder}data/recordings/smoke.${file}.json.gz`)) as Body
  return {
    ...body,
    parameters: {}, // which name another player or team
    resultSets: body.resultSets.map(({ name, headers, rowSet }) => ({
      name,
      headers,
      rowSet: rowSet.flatMap((values) => {
        const row: Cells = Object.fromEntries(headers.map((header, i) => [header, values[i]]))
        const cells = told(row)
        return cells === undefined ? [] : [Object.values({ ...row, ...cells })]
      }),
    })),
  }
}

/** '-1-2-3-4-5-' as a lineup of fewer: its first players, and a number that no other has. */
const lineupOf = ({ GROUP_ID, SUM_TIME_PLAYED }: Cells, players: number): string =>
  [...String(GROUP_ID).split('-').slice(0, players), SUM_TIME_PLAYED, ''].join('-')

/** One shot for each attempt of the players' lines, by the columns of public documentation. */
function shotsOf(lines: readonly Record<string, string>[], team: string): Body {
  const rows = lines
    .filter(({ TEAM_ID }) => TEAM_ID === team)
    .flatMap((line) =>
      Array.from({ length: Number(line.FGA) }, (_, i) => ({
        GRID_TYPE: 'Shot Chart Detail',
        GAME_ID: GAME,
        PLAYER_ID: Number(line.PLAYER_ID),
        GAME_EVENT_ID: (Number(line.PLAYER_ID) % 10_000) * 100 + i,
        PLAYER_NAME: line.PLAYER_NAME,
        TEAM_ID: Number(team),
        TEAM_NAME: line.TEAM_NAME,
        PERIOD: 1,
        MINUTES_REMAINING: 11,
        SECONDS_REMAINING: 42,
        EVENT_TYPE: 'x',
        ACTION_TYPE: 'Jump Shot',
        SHOT_TYPE: '2PT Field Goal',
        SHOT_ZONE_BASIC: 'Mid-Range',
        SHOT_ZONE_AREA: 'Center(C)',
        SHOT_ZONE_RANGE: '8-16 ft.',
        SHOT_DISTANCE: 12,
        LOC_X: 0,
        LOC_Y: 120,
        SHOT_ATTEMPTED_FLAG: 1,
        SHOT_MADE_FLAG: i < Number(line.FGM) ? 1 : 0,
        GAME_DATE: '20171017',
        HTM: 'CLE',
        VTM: 'BOS',
      })),
    )
  const headers = Object.keys(rows[0] ?? {})
  return {
    resultSets: [{ name: 'Shot_Chart_Detail', headers, rowSet: rows.map((row) => Object.values(row)) }],
  }
}

describe.skipIf(!replayAvailable)('players, teams and history of a season of one game', () => {
  let replay: Replay
  let home: Home
  let folder: string
  let asked = 0
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'people-'))
    for (const name of ['seasons', 'recordings']) mkdirSync(join(folder, name))
    const lines = { T: ofGame('T'), P: ofGame('P') }
    for (const [kind, { csv }] of Object.entries(lines))
      writeFileSync(join(folder, 'seasons', `${kind}-2017-18.csv`), csv)
    const names = new Map(lines.P.rows.map((row) => [row.PLAYER_ID, row.PLAYER_NAME]))
    const stored = {
      playedGames: async () => [GAME],
      teams: async () => lines.T.rows.map((row) => row.TEAM_ID ?? ''),
      players: async () => [...names.keys()].map(String),
    }
    const answerOf = (dataset: string, { about = '', params }: DatasetRequest): Body => {
      if (dataset === 'shots') return shotsOf(lines.P.rows, about)
      const ofTeam = findDataset('nba', dataset)?.subject === 'team'
      return toldOf(RECORDED[dataset] ?? '', (row) =>
        // The league's answer is cut; a team's has the rows of one of its teams.
        dataset === 'lineups' && row.TEAM_ID !== LINEUPS_OF
          ? undefined
          : {
              ...('TEAM_ID' in row && ofTeam && { TEAM_ID: Number(about) }),
              ...('TeamID' in row && { TeamID: Number(about) }),
              ...('PERSON_ID' in row && about !== '' && { PERSON_ID: Number(about) }),
              ...('PLAYER_ID' in row && about !== '' && !ofTeam && { PLAYER_ID: Number(about) }),
              ...('DISPLAY_FIRST_LAST' in row && { DISPLAY_FIRST_LAST: names.get(about) }),
              ...('GROUP_ID' in row && { GROUP_ID: lineupOf(row, Number(params.GroupQuantity)) }),
            },
      )
    }
    const index: object[] = []
    for (const name of NAMES)
      for (const request of (await findDataset('nba', name)?.requests(SCOPE, stored)) ?? []) {
        const file = `${asked++}.json`
        writeFileSync(join(folder, 'recordings', file), JSON.stringify(answerOf(name, request)))
        index.push({ endpoint: request.endpoint, path: request.path, params: request.params, file })
      }
    writeFileSync(join(folder, 'recordings', 'index.json'), JSON.stringify(index))
    replay = await startReplay('--data', folder)
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300', SEASON_SYNC_TODAY: '2017-12-01' })
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const written = `select coalesce(sum(inserted + updated + removed), 0)::int as n from sync_merges where run_id = $1`
  const sync = async (...options: readonly string[]) => {
    await replay.clearLog()
    const report = await home.json('sync', SCOPE.season, ...ONLY, '--pace', '1000', ...options)
    const [{ n } = { n: -1 }] = await home.query<{ n: number }>(written, [report.runId])
    return { report, written: n, requests: (await replay.log()).length }
  }

  it('are stored and hold against the game logs', async () => {
    const { report, requests } = await sync()
    expect(await home.query('select dataset, kind, subject, detail from sync_findings')).toEqual([])
    expect(await home.query('select dataset, reason from quarantined_rows')).toEqual([])
    expect([report.exitCode, report.outcome]).toEqual([0, 'succeeded'])
    expect(requests).toBe(asked + 2) // and the two game logs
  })

  it('are not asked for again while they are fresh', async () => {
    const { report, written: rows, requests } = await sync()
    expect([report.exitCode, rows, requests]).toEqual([0, 0, 2])
  })

  it('are asked for again with --recheck all, and change nothing', async () => {
    const { report, written: rows, requests } = await sync('--recheck', 'all')
    expect([report.exitCode, rows, requests]).toEqual([0, 0, asked + 2])
  })
})
