import { UserError } from '../errors.js'
import { calendarDate } from '../season/calendar-date.js'
import { startYear } from '../season/season.js'
import { isOriginal, readSettings } from '../settings.js'
import { SourceError } from '../sources/judge/source-error.js'
import { printable } from '../text/printable.js'
import type { Contract, Game, Player } from './contract.js'
import { restContract } from './rest-contract.js'
import { statsContract } from './stats-contract.js'

export type { Game, Player } from './contract.js'

export interface NbaClientOptions {
  /**
   * The address of a server with the original contract. Default: `REST_URL`; without both, the NBA's stats answer, which
   * need nothing of their own.
   */
  readonly baseUrl?: string
  /** Milliseconds for a whole answer; default: `REST_TIMEOUT_MS` or `NBA_BODY_TIMEOUT_MS`. */
  readonly timeoutMs?: number
}

/**
 * The plain client of the original contract. It asks once, without rate limit, archive or retry. Every method throws a
 * `SourceError` with its class (`Refused`, `Unavailable`, `RateLimited`, …) on anything but a 2xx answer of the agreed
 * shape. An invalid season or date is `Refused` before anything is sent.
 *
 *     const players = await new NbaClient().getPlayers('2024-25')
 */
export class NbaClient {
  readonly #contract: Contract

  constructor({ baseUrl, timeoutMs }: NbaClientOptions = {}) {
    const timeout = timeoutMs === undefined ? undefined : String(timeoutMs)
    const { nba, rest } = readSettings({
      ...process.env,
      ...(baseUrl !== undefined && { REST_URL: baseUrl }),
      ...(timeout !== undefined && { REST_TIMEOUT_MS: timeout, NBA_BODY_TIMEOUT_MS: timeout }),
    })
    this.#contract = isOriginal(rest) ? restContract(rest) : statsContract(nba)
  }

  /** The players of a season ('2024-25'). */
  async getPlayers(season: string): Promise<Player[]> {
    try {
      startYear(season)
    } catch (error) {
      if (error instanceof UserError) refuse(`players: ${error.message}`)
      throw error
    }
    return await this.#contract.players(season)
  }

  /** The games of a date ('2025-01-02'), an empty list on a day without games. */
  async getGames(date: string): Promise<Game[]> {
    if (calendarDate(date) !== date)
      refuse(`games: '${printable(date)}' is not a date; write it like 2025-01-02.`)
    return await this.#contract.games(date)
  }

  /** Closes idle connections. */
  close(): void {
    this.#contract.close()
  }
}

/** Refuses an invalid argument, before anything is sent. */
function refuse(why: string): never {
  throw new SourceError('Refused', why)
}
