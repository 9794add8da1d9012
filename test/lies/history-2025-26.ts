import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { datasetOf } from '../../src/datasets/catalogue.js'
import { namesOfTeam, recorded, type Recorded } from '../real/recorded-teams.js'
import { replayFolder } from '../real/replay.js'
import { SEASON_2025_26 } from './season-2025-26.js'
import type { Told } from './lying-season.js'

const SCOPE = { season: SEASON_2025_26.season, seasonType: 'Regular Season' } as const

/** Recorded as they are, */
const OF_ALL = [
  'cup_standings',
  'draft_combine_drills',
  'draft_combine_measurements',
  'draft_combine_moving_shooting',
  'draft_combine_spot_shooting',
  'draft_picks',
  'franchise_history',
  'playoff_picture',
  'standings',
  'team_years',
]
/** and of Cleveland alone, which is told of the others. */
const OF_A_TEAM: Readonly<Record<string, string>> = {
  team_details: 'TeamDetails',
  team_season_history: 'TeamYearByYearStats',
}

/** Teams and their history in the season of which most is recorded, with the real lines of its teams. */
export const HISTORY_2025_26: Told = {
  ...SEASON_2025_26,
  more: [...OF_ALL, ...Object.keys(OF_A_TEAM)],
  write: async (folder) => {
    mkdirSync(join(folder, 'recordings'))
    const teams = totalsOfTeams()
    const ids = async () => [...teams.keys()]
    const stored = { playedGames: async () => [], players: async () => [], teams: ids }
    const index: object[] = []
    for (const [name, recording] of Object.entries(OF_A_TEAM))
      for (const request of await datasetOf('nba', name).requests(SCOPE, stored)) {
        const file = `${index.length}.json`
        const body = toldOf(recording, request.about ?? '', teams)
        writeFileSync(join(folder, 'recordings', file), JSON.stringify(body))
        index.push({ endpoint: request.endpoint, path: request.path, params: request.params, file })
      }
    writeFileSync(join(folder, 'recordings', 'index.json'), JSON.stringify(index))
  },
}

type Totals = ReadonlyMap<string, number>

/** The sums of each team's lines by header, with GP, WINS and LOSSES. */
function totalsOfTeams(): ReadonlyMap<string, Totals> {
  const csv = gunzipSync(readFileSync(`${replayFolder}data/seasons/T-${SCOPE.season}.csv.gz`)).toString()
  const [head = '', ...lines] = csv.trim().split(/\r?\n/)
  const headers = head.split(',')
  const teams = new Map<string, Map<string, number>>()
  for (const line of lines) {
    const values = line.split(',')
    const team = values[headers.indexOf('TEAM_ID')] ?? ''
    const totals = teams.get(team) ?? new Map<string, number>()
    const count = (header: string, by: number): unknown => totals.set(header, (totals.get(header) ?? 0) + by)
    for (const [i, header] of headers.entries()) count(header, Number(values[i]))
    const won = values[headers.indexOf('WL')] === 'W'
    count('GP', 1)
    count('WINS', won ? 1 : 0)
    count('LOSSES', won ? 0 : 1)
    teams.set(team, totals)
  }
  return teams
}

const SHARES: Readonly<Record<string, readonly [string, string]>> = {
  WIN_PCT: ['WINS', 'GP'],
  FG_PCT: ['FGM', 'FGA'],
  FG3_PCT: ['FG3M', 'FG3A'],
  FT_PCT: ['FTM', 'FTA'],
}

/** What is recorded of a team, told of another; the row of the season is the sum of its lines. */
function toldOf(recording: string, team: string, teams: ReadonlyMap<string, Totals>): Recorded {
  const { resultSets } = recorded(recording)
  const totals = teams.get(team)
  const names = namesOfTeam(team)
  const valueOf = (header: string, value: unknown, ofSeason: boolean): unknown => {
    if (header === 'TEAM_ID') return Number(team)
    if (names.has(header)) return names.get(header)
    if (!ofSeason) return value
    const [part, whole] = SHARES[header] ?? []
    if (part !== undefined && whole !== undefined)
      return Number(((totals?.get(part) ?? 0) / (totals?.get(whole) ?? 1)).toFixed(3))
    const total = totals?.get(header)
    return total === undefined || Number.isNaN(total) ? value : total
  }
  return {
    resultSets: resultSets.map(({ name, headers, rowSet }) => ({
      name,
      headers,
      rowSet: rowSet.map((row) => {
        const ofSeason = row[headers.indexOf('YEAR')] === SCOPE.season
        return row.map((value, i) => valueOf(headers[i] ?? '', value, ofSeason))
      }),
    })),
  }
}
