import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** Folder of the recorded seasons and their server, which are kept beside the project, not in it. */
export const replayFolder = fileURLToPath(new URL('../../../shared/nba-replay/', import.meta.url))

export const replayAvailable = existsSync(replayFolder)

export interface LoggedRequest {
  /** Time of arrival, milliseconds since 1970. */
  readonly t: number
  readonly path: string
  /** Null while the request is open, 0 when no answer was sent. */
  readonly status: number | null
  /** Duration of the request; null while it is open. */
  readonly ms: number | null
}

/** A fault for requests whose path and query match; the server's README has all kinds. */
export interface FaultRule {
  readonly match: string
  readonly kind: string
  /** Number of requests that the fault applies to; without it, all. */
  readonly times?: number
  readonly [option: string]: unknown
}

/** A running replay server. */
export interface Replay {
  readonly url: string
  readonly pid: number | undefined
  log(): Promise<readonly LoggedRequest[]>
  clearLog(): Promise<void>
  edit(match: string, patch: object): Promise<void>
  clearEdits(): Promise<void>
  /** Adds rules; the first that matches a request applies to it. */
  faults(...rules: readonly FaultRule[]): Promise<void>
  clearFaults(): Promise<void>
  /** Sets the date after which no game has been played; null when all games have been. */
  asOf(date: string | null): Promise<void>
  stop(): Promise<void>
}

/** Starts a replay server on a free port. */
export async function startReplay(...options: readonly string[]): Promise<Replay> {
  const child: ChildProcess = spawn(
    process.execPath,
    [`${replayFolder}server.mjs`, '--port', '0', ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  if (!child.stdout) throw new Error('the replay server has no output')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { url } = JSON.parse(line) as { url: string }
  const call = async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await fetch(url + path, { method, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  return {
    url,
    pid: child.pid,
    log: async () => (await (await call('GET', '/__log')).json()) as LoggedRequest[],
    clearLog: async () => void (await call('DELETE', '/__log')),
    edit: async (match, patch) => void (await call('POST', '/__edit', { match, patch })),
    clearEdits: async () => void (await call('DELETE', '/__edit')),
    faults: async (...rules) => void (await call('POST', '/__faults', rules)),
    clearFaults: async () => void (await call('DELETE', '/__faults')),
    asOf: async (date) => void (await call('POST', '/__asof', { date })),
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

export interface SeasonTruth {
  readonly pRows: number
  readonly tRows: number
  readonly games: number
  readonly teams: number
  readonly players: number
  readonly pointsP: number
  readonly pointsT: number
  readonly daysWithGames: number
  readonly gamesDigest: string
  /** Null for a season without player lines. */
  readonly playersDigest: string | null
}

/** Numbers counted from the season's own tables, without any server. */
export const truthOf = (season: string): SeasonTruth => truthIn('seasons', season) as SeasonTruth

/** Wins and losses by team id, counted the same way. */
export const standingsTruth = (season: string): Standings => truthIn('standings', season) as Standings

type Standings = Readonly<Record<string, { readonly wins: number; readonly losses: number }>>

/** Figures of the playoffs of a season, counted the same way. */
export const playoffsTruth = (season: string): PlayoffsTruth =>
  truthIn('types', `${season}-Playoffs`) as PlayoffsTruth

interface PlayoffsTruth {
  readonly rows: number
  readonly games: number
  readonly teams: number
  readonly points: number
  readonly series: number
  readonly gamesDigest: string
}

function truthIn(file: 'seasons' | 'standings' | 'types', season: string): unknown {
  const seasons = JSON.parse(readFileSync(`${replayFolder}truth/${file}.json`, 'utf8')) as Record<
    string,
    unknown
  >
  const truth = seasons[season]
  if (!truth) throw new Error(`no truth for ${season}`)
  return truth
}

/** The player ids of a season's own table. */
export function playerIdsOf(season: string): readonly number[] {
  const table = gunzipSync(readFileSync(`${replayFolder}data/seasons/P-${season}.csv.gz`)).toString('utf8')
  const [headers = '', ...lines] = table.trim().split('\n')
  const at = headers.split(',').indexOf('PLAYER_ID')
  return [...new Set(lines.map((line) => Number(line.split(',')[at])))].toSorted((a, b) => a - b)
}
