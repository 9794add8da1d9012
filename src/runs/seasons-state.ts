import type pg from 'pg'
import type { SourceName } from '../contracts/source-names.js'
import { doneText, kindOf, type SeasonCounts } from '../contracts/seasons-run.js'
import { easternToday, type SeasonScope } from '../season/season.js'
import { waysIn, type Settings } from '../settings.js'
import { secondsFor } from '../store/pace/seconds-for.js'
import { budgetInForce } from '../store/pace/source-state.js'
import {
  countsOf,
  readBackfill,
  recentRate,
  seasonLines,
  type BackfillRecord,
  type SeasonLine,
} from '../store/runs/backfill-history.js'
import { cancelBackfill } from './control.js'
import { Estimate, storedAnswers, totalOf } from './estimate.js'
import { seasonsNotice } from './wait-notice.js'
import type { Followable } from './watch.js'

/** The present state of a backfill: what is done, what is next, and the time left. */
export interface SeasonsState {
  readonly seasons: readonly SeasonLine[]
  readonly counts: SeasonCounts
  readonly total: number
  readonly next: SeasonScope | null
  /** Requests that are probably still to be made. */
  readonly requestsLeft: number
  /** Seconds until the end, by the pace, the budget and the answers of the last minutes, whichever is slower; 0 after the end. */
  readonly secondsLeft: number
}

/** Reads the state of backfills of one source from Postgres. It keeps the estimates of seasons that do not change. */
export class SeasonsReader {
  readonly #settings: Settings
  readonly #source: SourceName
  readonly #estimated = new Map<string, number>()
  #estimate: Estimate | undefined

  constructor(settings: Settings, source: SourceName) {
    this.#settings = settings
    this.#source = source
  }

  async read(pool: pg.Pool, backfill: BackfillRecord): Promise<SeasonsState> {
    const seasons = await seasonLines(pool, backfill.backfillId)
    const waiting = seasons.filter(({ outcome }) => outcome === 'waiting')
    const requestsLeft = backfill.endedAt === null ? await this.#left(pool, backfill, seasons) : 0
    const { pace, budget } = this.#settings[this.#source]
    const inForce = requestsLeft === 0 ? undefined : await budgetInForce(pool, this.#source, budget)
    const rate = requestsLeft === 0 ? undefined : await recentRate(pool, backfill.backfillId)
    return {
      seasons,
      counts: countsOf(seasons),
      total: seasons.length,
      next: backfill.endedAt === null ? (waiting[0] ?? null) : null,
      requestsLeft,
      secondsLeft: Math.max(
        secondsFor(
          requestsLeft,
          backfill.request.pace ?? pace,
          inForce,
          kindOf(backfill),
          waysIn(this.#settings, this.#source),
        ),
        rate === undefined ? 0 : requestsLeft / rate,
      ),
    }
  }

  async #left(pool: pg.Pool, { request }: BackfillRecord, seasons: readonly SeasonLine[]): Promise<number> {
    const today = easternToday(this.#settings.today)
    this.#estimate ??= new Estimate(
      this.#source,
      today,
      await storedAnswers(pool, this.#source, today, request, seasons),
    )
    let left = 0
    for (const season of seasons) {
      if (season.outcome !== 'waiting' && season.outcome !== 'running') continue
      const key = `${season.season} ${season.seasonType}`
      const known = this.#estimated.get(key) ?? totalOf(await this.#estimate.requests(season, request))
      this.#estimated.set(key, known)
      left += Math.max(0, Math.max(known, season.requests) - season.answered)
    }
    return left
  }
}

/** A backfill as something to follow; its state is undefined until it is on record. */
export function seasonsOfBackfill(
  settings: Settings,
  source: SourceName,
): Followable<SeasonsState | undefined> {
  const reader = new SeasonsReader(settings, source)
  return {
    read: async (pool, { runId }) => {
      const backfill = await readBackfill(pool, runId)
      return backfill && reader.read(pool, backfill)
    },
    notice: seasonsNotice,
    cancel: cancelBackfill,
  }
}

/** '12 of 79 seasons done, of them 1 partial' */
export const doneSentence = ({ counts, total }: SeasonsState): string => doneText(counts, total)
