import type pg from 'pg'
import type { SeasonsRequest } from '../contracts/seasons-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { CATALOGUE } from '../datasets/catalogue.js'
import type { Dataset } from '../datasets/dataset.js'
import { ONE_OF_EACH, timesOf } from '../datasets/one-of-each.js'
import { recheckDaysOf, selectDatasets } from '../datasets/selection.js'
import type { SeasonScope } from '../season/season.js'
import { seasonSize } from '../season/season-size.js'
import { storedGames, type StoredGames } from '../store/requests/stored-season.js'
import { requestKey } from '../store/requests/request-key.js'
import { settledGames, type SettledGames } from '../store/requests/settled-games.js'
import { isLeftOutWhenSettled } from '../store/requests/settled.js'

/** What a database has of the seasons: their games, and the answers of which a repeat does not ask again. */
export interface StoredAnswers {
  readonly games: StoredGames
  readonly settled: SettledGames
}

/** Reads what is stored, for a request with its `recheck`. */
export async function storedAnswers(
  pool: pg.Pool,
  source: SourceName,
  today: string,
  request: SeasonsRequest,
): Promise<StoredAnswers> {
  const recheckDays = recheckDaysOf(request)
  const asked = CATALOGUE[source].filter(isLeftOutWhenSettled).map(({ name }) => name)
  const [games, settled] = await Promise.all([
    storedGames(pool),
    recheckDays === undefined
      ? new Map<string, number>()
      : settledGames(pool, source, asked, { today, recheckDays }),
  ])
  return { games, settled }
}

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

  constructor(source: SourceName, today: string, stored?: StoredAnswers) {
    this.#source = source
    this.#today = today
    this.#stored = stored
  }

  /** The requests of one season's sync. */
  async requests(scope: SeasonScope, only?: readonly string[]): Promise<RequestsByDataset> {
    const known = seasonSize(scope, this.#today)
    // The current season has more games than at its last sync.
    const name = `${scope.season} ${scope.seasonType}`
    const games = Math.max(this.#stored?.games.get(name) ?? 0, known.games)
    const times = timesOf({ ...known, games })
    const asked = new Set<string>()
    const counts = new Map<string, number>()
    for (const dataset of selectDatasets(this.#source, scope, only)) {
      const own = await this.#ownRequests(dataset, scope, asked)
      const settled = own === 0 ? 0 : (this.#stored?.settled.get(`${dataset.name} ${name}`) ?? 0)
      counts.set(dataset.name, Math.max(0, own * times[dataset.subject] - settled))
    }
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
