import type { SeasonScope } from '../season/season.js'
import type { Urgency } from './season-run.js'
import type { SourceName } from './source-names.js'

/** Input of the workflow `datasetSync`, a child of `seasonSync`. */
export interface DatasetSyncInput extends SeasonScope {
  readonly runId: string
  readonly source: SourceName
  readonly dataset: string
  readonly acceptRemovals: boolean
  readonly today: string
  readonly urgency?: Urgency
  readonly retryOf?: string
  /** The run is paused already. */
  readonly paused?: boolean
  /** After a continue-as-new: the first batch to work on, and how many requests were given up before. */
  readonly fromBatch?: number
  readonly failed?: number
}

/** What a dataset's requests came to; rows are counted where they are kept. */
export interface DatasetSyncResult {
  readonly requests: number
  readonly failed: number
}

/** The plan of a dataset, stored in Postgres (`sync_requests`); what travels is its size and what people see of it. */
export interface Plan {
  readonly requests: number
  /** Requests of one batch: fetched, then transformed and merged together. */
  readonly batchSize: number
  /** Fetches that may be open at once: a few seconds of the pace. */
  readonly window: number
  /** Events after which the workflow goes on as a new execution, if the server suggests it; plans of old have none. */
  readonly longestHistory?: number
  /** What each request asks, for the Web UI. */
  readonly labels: readonly string[]
}

/** Which batch of which dataset of which run. */
export interface BatchRef extends SeasonScope {
  readonly runId: string
  readonly source: SourceName
  readonly dataset: string
  readonly batch: number
  /** First request of the batch and the one after its last. */
  readonly from: number
  readonly to: number
  readonly acceptRemovals: boolean
}

export interface RequestRef extends SeasonScope {
  readonly runId: string
  readonly source: SourceName
  readonly dataset: string
  readonly ordinal: number
  readonly today: string
  readonly urgency?: Urgency
}

/** What a dataset's plan is made of. */
export interface PlanRef extends Omit<RequestRef, 'ordinal'> {
  readonly retryOf?: string
}
