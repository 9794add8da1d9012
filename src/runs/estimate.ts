import type pg from 'pg'
import type { Narrow } from '../contracts/season-run.js'
import type { SeasonsRequest } from '../contracts/seasons-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { CATALOGUE } from '../datasets/catalogue.js'
import type { Dataset } from '../datasets/dataset.js'
import { ONE_OF_EACH, timesOf } from '../datasets/one-of-each.js'
import { recheckDaysOf, selectDatasets, withDates } from '../datasets/selection.js'
import type { SeasonScope } from '../season/season.js'
import { seasonSize, shareOfDates } from '../season/season-size.js'
import { narrowedGames } from '../store/requests/narrow.js'
import { storedGames, type StoredGames } from '../store/requests/stored-season.js'
import { requestKey } from '../store/requests/request-key.js'
import { settledGames, type SettledGames } from '../store/requests/settled-games.js'
import { isLeftOutWhenSettled } from '../store/requests/settled.js'

/** What a database has of the seasons: their games, and the answers of which a repeat does not ask again. */
export interface StoredAnswers {
  readonly games: StoredGames
  readonly settled: SettledGames
  /** Games of the part to which the request is narrowed, of the stored seasons; undefined: it is about all. */
  readonly narrowed?: StoredGames
}

/** Reads what is stored, for a request about some seasons. */
export async function storedAnswers(
  pool: pg.Pool,
  source: SourceName,
  today: string,
  request: SeasonsRequest,
  seasons: readonly SeasonScope[],
): Promise<StoredAnswers> {
  const recheckDays = recheckDaysOf(request)
  const asked = CATALOGUE[source].filter(isLeftOutWhenSettled).map(({ name }) => name)
  const [games, settled] = await Promise.all([
    storedGames(pool),
    recheckDays === undefined
      ? new Map<string, number>()
      : settledGames(pool, source, asked, { today, recheckDays }),
  ])
  const { narrow } = request
  if (narrow === undefined) return { games, settled }
  const stored = seasons.filter((scope) => games.has(nameOf(scope)))
  const dated = withDates(narrow, today)
  const parts = stored.map(async (scope) => {
    const part = await narrowedGames(pool, scope, dated)
    return [nameOf(scope), part.games.size] as const
  })
  return { games, settled, narrowed: new Map(await Promise.all(parts)) }
}

const nameOf = ({ season, seasonType }: SeasonScope): string => `${season} ${seasonType}`

/** Share of a season's players who did not play in the season next to it: 5,097 players have had 27,349 seasons. */
const NEW_PLAYERS = 0.19

/** Requests by dataset. */
export type RequestsByDataset = ReadonlyMap<string, number>

/**
 * Estimates how many requests the syncs of seasons make, by what is known of each season (`season-size.ts`), and by the
 * games and answers that the database has. Nothing is asked of a source.
 */
export class Estimate {
  readonly #source: SourceName
  readonly #today: string
  readonly #stored: StoredAnswers | undefined
  /** Requests of seasons before, of datasets whose answers stay fresh: one that names no season is not asked again. */
  readonly #fresh = new Set<string>()

  constructor(source: SourceName, today: string, stored?: StoredAnswers) {
    this.#source = source
    this.#today = today
    this.#stored = stored
  }

  /** The requests of one season's sync. */
  async requests(
    scope: SeasonScope,
    { only, narrow }: Pick<SeasonsRequest, 'only' | 'narrow'>,
  ): Promise<RequestsByDataset> {
    const known = seasonSize(scope, this.#today)
    const name = nameOf(scope)
    // The current season has more games than at its last sync.
    const all = Math.max(this.#stored?.games.get(name) ?? 0, known.games)
    const part = this.#stored?.narrowed?.get(name) ?? this.#narrowedSize(scope, all, known.teams, narrow)
    const usual = timesOf({ ...known, games: part })
    const times = {
      ...usual,
      ...(narrow?.team !== undefined && { team: 1 }),
      ...(narrow !== undefined && { player: Math.min(usual.player, part * PLAYERS_OF_A_GAME) }),
    }
    const asked = new Set<string>()
    const counts = new Map<string, number>()
    for (const dataset of selectDatasets(this.#source, scope, only)) {
      const own = await this.#ownRequests(dataset, scope, asked)
      if (own === 'of a season before') {
        counts.set(dataset.name, dataset.subject === 'player' ? Math.round(times.player * NEW_PLAYERS) : 0)
        continue
      }
      const settled = own === 0 ? 0 : (this.#stored?.settled.get(`${dataset.name} ${name}`) ?? 0)
      const ofPart = dataset.subject === 'game' && all > 0 ? Math.round((settled * part) / all) : settled
      counts.set(dataset.name, Math.max(0, own * times[dataset.subject] - ofPart))
    }
    return counts
  }

  /** Games of a part of a season that is not stored: its teams play equally often, and as often on each day. */
  #narrowedSize(scope: SeasonScope, games: number, teams: number, narrow: Narrow | undefined): number {
    if (narrow === undefined) return games
    const ofTeam = narrow.team === undefined || teams === 0 ? 1 : 2 / teams
    const share = ofTeam * shareOfDates(scope, this.#today, withDates(narrow, this.#today))
    return Math.min(Math.round(games * share), narrow.games?.length ?? games)
  }

  /** Requests that no dataset before this one makes, a run asks none twice; or those that an earlier season has made. */
  async #ownRequests(
    dataset: Dataset,
    scope: SeasonScope,
    asked: Set<string>,
  ): Promise<number | 'of a season before'> {
    const keys = (await dataset.requests(scope, ONE_OF_EACH)).map((request) =>
      requestKey(this.#source, request),
    )
    const own = keys.filter((key) => !asked.has(key))
    for (const key of own) asked.add(key)
    if (dataset.freshFor !== undefined) {
      if (own.length > 0 && own.every((key) => this.#fresh.has(key))) return 'of a season before'
      for (const key of own) this.#fresh.add(key)
    }
    return own.length
  }
}

/** Players with a line in a game, of both teams. */
const PLAYERS_OF_A_GAME = 22

/** The sum over all datasets. */
export const totalOf = (requests: RequestsByDataset): number =>
  [...requests.values()].reduce((sum, n) => sum + n, 0)
