import type { SeasonScope } from '../season/season.js'
import type { Narrow, Urgency } from './season-run.js'
import type { SourceName } from './source-names.js'

/** Input of the workflow `datasetSync`, a child of `seasonSync`. */
export interface DatasetSyncInput extends SeasonScope {
  readonly runId: string
  readonly source: SourceName
  readonly dataset: string
  readonly acceptRemovals: boolean
  /** See `SeasonSyncInput.rebuild`. */
  readonly rebuild?: boolean
  /** See `SeasonSyncInput.fromArchive`. */
  readonly fromArchive?: boolean
  readonly today: string
  readonly urgency?: Urgency
  readonly retryOf?: string
  /** See `SeasonSyncInput`. */
  readonly recheckDays?: number
  readonly narrow?: Narrow
  /** True if the run is already paused when the dataset starts. */
  readonly paused?: boolean
  /** After a continue-as-new: the first batch to work on, and the number of requests given up before. */
  readonly fromBatch?: number
  readonly failed?: number
}

/** Numbers of a dataset's requests; its rows are counted in Postgres. */
export interface DatasetSyncResult {
  readonly requests: number
  readonly failed: number
}

/** The plan of a dataset. Postgres stores it (`sync_requests`); only its size and its labels pass through Temporal. */
export interface Plan {
  readonly requests: number
  /** Requests of one batch, which are fetched, then transformed and merged together. */
  readonly batchSize: number
  /** Fetches that may be open at once: a few seconds of the rate limit. */
  readonly window: number
  /**
   * Events after which the workflow continues as new, if the server suggests it. Plans of earlier versions have none.
   */
  readonly longestHistory?: number
  /** Of a plan whose answers all come from the archive: the requests that the archive lacks. None is fetched. */
  readonly notArchived?: readonly number[]
  /** A label for each request, shown in the Web UI. */
  readonly labels: readonly string[]
}

/** Identifies a batch of a dataset in a run. */
export interface BatchRef extends SeasonScope {
  readonly runId: string
  readonly source: SourceName
  readonly dataset: string
  readonly batch: number
  /** First request of the batch and the one after its last. */
  readonly from: number
  readonly to: number
  readonly acceptRemovals: boolean
  readonly rebuild?: boolean
  /** The run is about a part of the season: an answer about all of it removes nothing. */
  readonly narrowed?: boolean
  readonly fromArchive?: boolean
}

export interface RequestRef extends SeasonScope {
  readonly runId: string
  readonly source: SourceName
  readonly dataset: string
  readonly ordinal: number
  readonly today: string
  readonly urgency?: Urgency
}

/** Input of the activity `plan`. */
export interface PlanRef extends Omit<RequestRef, 'ordinal'> {
  readonly retryOf?: string
  readonly recheckDays?: number
  readonly narrow?: Narrow
  readonly rebuild?: boolean
  readonly fromArchive?: boolean
}

/** What a fetch says of its answer; the body stays in Postgres. */
export interface Fetched {
  readonly responseId: number
  /** It was in the archive. */
  readonly reused: boolean
  /** It has no rows, although the dataset's answers have some. Unknown of one from the archive. */
  readonly empty?: true
}
