import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Dataset } from '../../src/datasets/dataset.js'
import { currentSeason, scopeOfGame, type SeasonScope, type SeasonType } from '../../src/season/season.js'
import { transformed, type Outcome } from './transforming.js'

export { unnamed } from './unnamed.js'

/** Recorded answers, kept beside the project and not in it: they are the NBA's. */
const FOLDERS = ['nba-replay/data/recordings', 'recordings'].map((folder) =>
  fileURLToPath(new URL(`../../../shared/${folder}/`, import.meta.url)),
)

type Source = Readonly<Record<string, unknown>>

/** A recorded answer; undefined where it is not beside the project. */
export function recorded(file: string): unknown {
  const path = FOLDERS.map((folder) => folder + file).find((candidate) => existsSync(candidate))
  if (path === undefined) {
    console.log(`skipped: the recorded answer ${file} is not beside the project (../shared)`)
    return undefined
  }
  const bytes = readFileSync(path)
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}

interface Recording {
  readonly endpoint: string
  readonly params: Readonly<Record<string, string | undefined>>
  readonly file: string
}

/** Parameters that tell whose answer it is, not what is asked. */
const WHOSE = ['Season', 'GameID', 'TeamID', 'PlayerID', 'GameDate']

/**
 * A recorded answer to what a dataset asks, with its season and the game, team, player or date that it is about; no answer
 * where none is recorded with the same parameters.
 */
export async function recordedFor(dataset: Dataset): Promise<{
  readonly answer: unknown
  readonly season: string
  readonly about: string
}> {
  const index = FOLDERS.map((folder) => `${folder}index.json`).find((file) => existsSync(file))
  const recordings: readonly Recording[] = index === undefined ? [] : JSON.parse(readFileSync(index, 'utf8'))
  const ids = async () => ['0']
  const [request] = await dataset.requests(
    { season: '2025-26', seasonType: 'Regular Season' },
    { playedGames: ids, teams: ids, players: ids },
  )
  const asked = Object.entries(request?.params ?? {}).filter(([name]) => !WHOSE.includes(name))
  const found = recordings.findLast(
    ({ endpoint, params }) =>
      endpoint === dataset.endpoint &&
      asked.every(([name, value]) => (params[name] || (name === 'MeasureType' ? 'Base' : value)) === value),
  )
  const { GameID = '', TeamID = '', PlayerID = '', GameDate = '', Season = '' } = found?.params ?? {}
  return {
    answer: found && recorded(found.file),
    season: Season || (scopeOfGame(GameID)?.season ?? (GameDate ? currentSeason(GameDate) : '2025-26')),
    about: GameID || PlayerID || TeamID || GameDate || '0',
  }
}

/** Transforms a recorded answer as that to the request about a game, team, player or date; by default about the season. */
export async function readRecorded(
  dataset: Dataset,
  answer: unknown,
  of: { readonly about?: string; readonly season?: string; readonly seasonType?: SeasonType } = {},
): Promise<Outcome & { readonly scope: SeasonScope }> {
  const { about = '0', season = '2018-19', seasonType = 'Regular Season' } = of
  const ids = async () => [about]
  const scope = { season, seasonType }
  const stored = { playedGames: ids, teams: ids, players: ids }
  const date = dataset.subject === 'date' ? about : undefined
  return { ...(await transformed(dataset, answer, scope, stored, date)), scope }
}

/** The rows of a result set, by header. */
export function rowsOf(answer: unknown, name: string): readonly Source[] {
  const { resultSets, resultSet } = answer as { resultSets?: unknown; resultSet?: unknown }
  const sets = [resultSets ?? resultSet].flat() as { name: string; headers: string[]; rowSet: unknown[][] }[]
  const { headers = [], rowSet = [] } = sets.find((set) => set.name === name) ?? {}
  return rowSet.map((row) => Object.fromEntries(row.map((value, i) => [headers[i] ?? '', value])))
}

/** The members of a list of a nested body, by dotted path; `[]` in the list's path for each member on the way. */
export function listOf(answer: unknown, path: string): readonly Source[] {
  const items = path
    .split('.')
    .reduce<unknown[]>(
      (at, step) => at.map((json) => (json as Source)[step.replace('[]', '')]).flat(),
      [answer],
    )
  return items.map((item) => flat(item as Source))
}

const flat = (json: Source, above = ''): Source =>
  Object.fromEntries(
    Object.entries(json).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value as Source, `${above}${key}.`))
        : [[above + key, value]],
    ),
  )

interface Side extends Source {
  readonly teamId: number
  readonly players: readonly Source[]
  readonly statistics: Source
}

/** The lines of a V3 box score: the values of a player or team with those of its `statistics`. */
export function linesOf(answer: unknown, root: string) {
  const box = (answer as Record<string, { gameId: string; homeTeam: Side; awayTeam: Side }>)[root]
  if (box === undefined) throw new Error(`the answer has no ${root}`)
  const sides = [box.homeTeam, box.awayTeam]
  const line = ({ statistics, ...of }: Source): Source => ({ ...of, ...(statistics as Source) })
  return {
    teams: sides.map((side, i) => ({ game: box.gameId, isHome: i === 0, line: line(side) })),
    players: sides.flatMap((side) =>
      side.players.map((player) => ({ game: box.gameId, team: side.teamId, line: line(player) })),
    ),
  }
}

/** The statistics of a player's line, unknown where the player did not play: no minutes, or 0:00 with a comment. */
export const ifPlayed = (of: Source, statistics: Source): Source =>
  of.minutes === '' || (of.minutes === '0:00' && of.comment !== '')
    ? Object.fromEntries(Object.keys(statistics).map((column) => [column, null]))
    : statistics

// Values of cells, read by other code than the kit's.

/** Text; '' is none. */
export const words = (value: unknown): string | null => wordsOrNone(value) || null
export const wordsOrNone = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? `${value}` : ''
export const idOrNull = (value: unknown): number | null => Number(value) || null
export const digits = (value: unknown): number | null => (words(value) === null ? null : Number(value))
export const isOne = (value: unknown): boolean => value === 1

/** '19:09' and 'PT19M09.00S'. */
export function seconds(value: unknown): number | null {
  const [minute, second] = String(value).match(/[\d.]+/g) ?? []
  return minute === undefined ? null : Number(minute) * 60 + Number(second)
}
export function minutes(value: unknown): number | null {
  const all = seconds(value)
  return all === null ? null : all / 60
}

/** '2023-10-05T00:00:00', 'OCT 05, 2023' and '10/05/2023'; the day is the text's own, in no time zone. */
export function day(value: unknown): string | null {
  if (words(value) === null) return null
  const text = String(value).replace(/T.*/, '')
  return new Date(`${text} UTC`).toISOString().slice(0, 10)
}
