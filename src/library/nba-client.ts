import { z } from 'zod'
import { UserError } from '../errors.js'
import { calendarDate } from '../season/calendar-date.js'
import { startYear } from '../season/season.js'
import { readSettings } from '../settings.js'
import { parseJson } from '../sources/http/json.js'
import { SourceError } from '../sources/judge/source-error.js'
import { RestSource } from '../sources/rest.js'
import { printable } from '../text/printable.js'

const player = z.looseObject({
  id: z.number(),
  firstName: z.string(),
  lastName: z.string(),
  teamId: z.number().nullish(),
  teamAbbreviation: z.string().nullish(),
  position: z.string().nullish(),
  jersey: z.string().nullish(),
  /** Feet and inches, '6-9'. */
  height: z.string().nullish(),
  /** Pounds. */
  weight: z.union([z.string(), z.number()]).nullish(),
  /** YYYY-MM-DD */
  birthdate: z.string().nullish(),
  isActive: z.boolean().nullish(),
})

const game = z.looseObject({
  /** Ten digits. */
  id: z.string(),
  season: z.string().nullish(),
  /** The game's own Eastern date, YYYY-MM-DD. */
  date: z.string(),
  status: z.string(),
  homeTeamId: z.number().nullish(),
  homeTeamAbbreviation: z.string().nullish(),
  awayTeamId: z.number().nullish(),
  awayTeamAbbreviation: z.string().nullish(),
  /** Points; null before the game. */
  homeScore: z.number().nullish(),
  awayScore: z.number().nullish(),
  neutralSite: z.boolean().nullish(),
})

/** A player as `GET /players/{season}` has one. */
export type Player = z.infer<typeof player>
/** A game as `GET /games/{date}` has one. */
export type Game = z.infer<typeof game>

export interface NbaClientOptions {
  /** Default: `REST_URL`, else https://api.nba.com. */
  readonly baseUrl?: string
  /** Milliseconds for a whole answer; default: `REST_TIMEOUT_MS`, else 30,000. */
  readonly timeoutMs?: number
}

/**
 * The plain client of the original contract: asks once, without pace, archive or retry. Every method throws a
 * `SourceError` with its class (`Refused`, `Unavailable`, `RateLimited`, …) on anything but an answer 2xx of the shape
 * agreed. What is no season or no date is `Refused` before anything is sent.
 *
 *     const players = await new NbaClient().getPlayers('2024-25')
 */
export class NbaClient {
  readonly #source: RestSource

  constructor(options: NbaClientOptions = {}) {
    const { baseUrl, timeoutMs } = options
    const { rest } = readSettings({
      ...process.env,
      ...(baseUrl !== undefined && { REST_URL: baseUrl }),
      ...(timeoutMs !== undefined && { REST_TIMEOUT_MS: String(timeoutMs) }),
    })
    this.#source = new RestSource(rest)
  }

  /** The players of a season ('2024-25'): GET /players/{season}, its `players`. */
  async getPlayers(season: string): Promise<Player[]> {
    try {
      startYear(season)
    } catch (error) {
      if (error instanceof UserError) refuse(`players: ${error.message}`)
      throw error
    }
    return (await this.#get(`/players/${season}`, z.object({ players: z.array(player) }))).players
  }

  /** The games of a date ('2025-01-02'), none on a day without: GET /games/{date}, its `games`. */
  async getGames(date: string): Promise<Game[]> {
    if (calendarDate(date) !== date)
      refuse(`games: '${printable(date)}' is not a date; write it like 2025-01-02.`)
    return (await this.#get(`/games/${date}`, z.object({ games: z.array(game) }))).games
  }

  async #get<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    const answer = await this.#source.get({ service: 'api', path, params: {}, label: path.slice(1) })
    const parsed = shape.safeParse(parseJson(answer.decodedBody, path.slice(1)))
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    throw new SourceError(
      'ContractBroken',
      `${path.slice(1)}: ${issue?.path.join('.')}: ${issue?.message}.`,
      {
        status: answer.status,
      },
    )
  }

  /** Closes idle connections. */
  close(): void {
    this.#source.close()
  }
}

/** Nothing is sent for what cannot be asked. */
function refuse(why: string): never {
  throw new SourceError('Refused', why)
}
