import type pg from 'pg'
import type { SourceName } from '../contracts/source-names.js'
import type { Dataset } from '../datasets/dataset.js'
import { ONE_OF_EACH, timesOf } from '../datasets/one-of-each.js'
import { selectDatasets } from '../datasets/selection.js'
import type { SeasonScope } from '../season/season.js'
import { seasonSize } from '../season/season-size.js'
import { storedGames, type StoredGames } from '../store/requests/stored-season.js'
import { requestKey } from '../store/requests/request-key.js'

/** Requests by dataset. */
export type RequestsByDataset = ReadonlyMap<string, number>

/**
 * Estimates how many requests the syncs of seasons make, by what is known of each season (`season-size.ts`), and by the
 * games that the database has. Nothing is asked of a source.
 */
export class Estimate {
  readonly #source: SourceName
  readonly #today: string
  readonly #stored: StoredGames | undefined

  constructor(source: SourceName, today: string, stored?: StoredGames) {
    this.#source = source
    this.#today = today
    this.#stored = stored
  }

  /** An estimate by the games that a database has. */
  static async of(source: SourceName, today: string, pool: pg.Pool): Promise<Estimate> {
    return new Estimate(source, today, await storedGames(pool))
  }

  /** The requests of one season's sync. */
  async requests(scope: SeasonScope, only?: readonly string[]): Promise<RequestsByDataset> {
    const known = seasonSize(scope, this.#today)
    // The current season has more games than at its last sync.
    const games = Math.max(this.#stored?.get(`${scope.season} ${scope.seasonType}`) ?? 0, known.games)
    const times = timesOf({ ...known, games })
    const asked = new Set<string>()
    const counts = new Map<string, number>()
    for (const dataset of selectDatasets(this.#source, scope, only))
      counts.set(dataset.name, (await this.#ownRequests(dataset, scope, asked)) * times[dataset.subject])
    return counts
  }

  /** Requests that no dataset before this one makes: a run asks none twice. */
  async #ownRequests(dataset: Dataset, scope: SeasonScope, asked: Set<string>): Promise<number> {
    const keys = (await dataset.requests(scope, ONE_OF_EACH)).map((request) =>
      requestKey(this.#source, request),
    )
    const own = keys.filter((key) => !asked.has(key))
    for (const key of own) asked.add(key)
    return own.length
  }
}

/** The sum over all datasets. */
export const totalOf = (requests: RequestsByDataset): number =>
  [...requests.values()].reduce((sum, n) => sum + n, 0)
