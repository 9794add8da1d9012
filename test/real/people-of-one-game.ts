import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { findDataset } from '../../src/datasets/catalogue.js'
import type { DatasetRequest } from '../../src/datasets/dataset.js'
import { namesOfTeam, recorded, type Recorded } from './recorded-teams.js'
import { replayFolder } from './replay.js'

/** The season of the one game. */
export const SCOPE = { season: '2017-18', seasonType: 'Regular Season' } as const
/** Boston at Cleveland, the one game of the season that the server has. */
const GAME = '0021700001'

/** Cleveland. */
const LINEUPS_OF = 1610612739

type Cells = Record<string, unknown>
interface Body extends Recorded {
  readonly parameters?: object
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
/** Datasets of people, teams and history, each with an answer. */
export const NAMES = [...Object.keys(RECORDED), 'shots']

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
  const body = recorded(file)
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

/** Datasets of one team in which it says its names. */
const WITH_NAMES = ['team_details', 'team_season_history']

/** The cells of a row that name a team. */
const namesIn = (row: Cells, team: string): Cells =>
  Object.fromEntries([...namesOfTeam(team)].filter(([header]) => header in row))

/** What each lineup has done in the one game, in which its team has done no less. */
const IN_ONE_GAME = Object.fromEntries(
  'GP=1 MIN=12 FGM=1 FGA=2 FG_PCT=0.5 FG3M=1 FG3A=1 FG3_PCT=1 FTM=1 FTA=1 FT_PCT=1 PTS=4 OREB=1 DREB=1 REB=2 AST=1 TOV=1 STL=1 BLK=1 BLKA=1 PF=1 PFD=1'
    .split(' ')
    .map((cell) => cell.split('='))
    .map(([header, value]) => [header, Number(value)]),
)

/** '-1-2-3-4-5-' as a lineup of fewer: its first players, and a number that no other has. */
const lineupOf = ({ GROUP_ID, SUM_TIME_PLAYED }: Cells, players: number): string =>
  [...String(GROUP_ID).split('-').slice(0, players), SUM_TIME_PLAYED, ''].join('-')

/** Whether a row of somebody's history is of a season after this one. */
const isLater = ({ SEASON_ID, YEAR }: Cells): boolean =>
  [SEASON_ID, YEAR].some((of) => typeof of === 'string' && of.includes('-') && of > SCOPE.season)

/** Whether a row of somebody's history is of the season. */
const isOfSeason = ({ SEASON_ID, YEAR }: Cells): boolean => [SEASON_ID, YEAR].includes(SCOPE.season)

/** What a history says of a season that has one line. */
function ofOneLine(row: Cells, line: Readonly<Record<string, string>> | undefined): Cells {
  if (line === undefined || !isOfSeason(row)) return {}
  const won = line.WL === 'W' ? 1 : 0
  const of: Cells = { ...line, GP: 1, GS: 1, WINS: won, LOSSES: 1 - won, WIN_PCT: won }
  for (const shots of ['FG', 'FG3', 'FT'])
    of[`${shots}_PCT`] = Number((Number(of[`${shots}M`]) / Number(of[`${shots}A`]) || 0).toFixed(3))
  return Object.fromEntries(
    Object.keys(row)
      .filter((header) => header in of && header !== 'PLAYER_ID' && typeof row[header] === 'number')
      .map((header) => [header, Number(of[header])]),
  )
}

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

/**
 * Writes a season of one game, with what recorded answers tell of other players and teams told of its own, into a folder
 * for the replay server's `--data`. Gives the number of answers.
 */
export async function writePeopleOfOneGame(folder: string): Promise<number> {
  let asked = 0
  for (const name of ['seasons', 'recordings']) mkdirSync(join(folder, name))
  const lines = { T: ofGame('T'), P: ofGame('P') }
  for (const [kind, { csv }] of Object.entries(lines))
    writeFileSync(join(folder, 'seasons', `${kind}-2017-18.csv`), csv)
  const names = new Map(lines.P.rows.map((row) => [row.PLAYER_ID, row.PLAYER_NAME]))
  const winner = lines.T.rows.find(({ WL }) => WL === 'W')?.TEAM_ID
  const stored = {
    playedGames: async () => [GAME],
    teams: async () => lines.T.rows.map((row) => row.TEAM_ID ?? ''),
    players: async () => [...names.keys()].map(String),
  }
  const lineOf = (id: string) =>
    lines.T.rows.find(({ TEAM_ID }) => TEAM_ID === id) ??
    lines.P.rows.find(({ PLAYER_ID }) => PLAYER_ID === id)
  const answerOf = (dataset: string, { about = '', params }: DatasetRequest): Body => {
    if (dataset === 'shots') return shotsOf(lines.P.rows, about)
    const ofTeam = findDataset('nba', dataset)?.subject === 'team'
    // Who is in a team has played for it.
    const own = lines.P.rows.filter(({ TEAM_ID }) => TEAM_ID === about).values()
    return toldOf(RECORDED[dataset] ?? '', (row) =>
      // The league's answer is cut; a team's has the rows of one of its teams.
      isLater(row) || (dataset === 'lineups' && row.TEAM_ID !== LINEUPS_OF)
        ? undefined
        : {
            ...ofOneLine(row, lineOf(about)),
            ...(WITH_NAMES.includes(dataset) && namesIn(row, about)),
            ...('TEAM_ID' in row && ofTeam && { TEAM_ID: Number(about) }),
            ...('TeamID' in row && { TeamID: Number(about) }),
            ...('PERSON_ID' in row && about !== '' && { PERSON_ID: Number(about) }),
            ...('HOW_ACQUIRED' in row && {
              PLAYER_ID: Number(own.next().value?.PLAYER_ID ?? row.PLAYER_ID),
            }),
            ...('PLAYER_ID' in row && about !== '' && !ofTeam && { PLAYER_ID: Number(about) }),
            ...('DISPLAY_FIRST_LAST' in row && { DISPLAY_FIRST_LAST: names.get(about) }),
            ...('GROUP_ID' in row && {
              ...IN_ONE_GAME,
              ...(winner === about ? { W: 1, L: 0, W_PCT: 1 } : { W: 0, L: 1, W_PCT: 0 }),
              GROUP_ID: lineupOf(row, Number(params.GroupQuantity)),
            }),
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
  return asked
}
