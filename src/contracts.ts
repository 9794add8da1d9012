import type { SeasonScope } from './datasets/season.js'
import type { SourceErrorClass } from './sources/source-error.js'
import type { SourceName } from './sources/source.js'

/**
 * What commands, workflows and workers share. Workflow code runs in Temporal's sandbox, so this file imports types only.
 */

/** Task queue of workflows and of the activities that touch only the database. */
export const QUEUE = 'season-sync'

/** Task queue of the fetches of a source: a fleet can give it workers of its own. */
export const fetchQueue = (source: SourceName): string => `season-sync-fetch-${source}`

export type Outcome = 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled'
export type StepOutcome = Outcome | 'waiting'

/** What started a run. */
export type Trigger = 'manual' | 'backfill' | 'library' | `schedule:${string}`

/** Whose requests come first where the pace is short: the season of today, then what somebody asked for, then backfills. */
export type Urgency = 'today' | 'sync' | 'backfill'

/** Input of the workflow `seasonSync`. Addresses and credentials are the worker's settings, never input. */
export interface SeasonSyncInput extends SeasonScope {
  readonly source: SourceName
  readonly trigger: Trigger
  /** In the catalogue's order, with everything that they need. */
  readonly datasets: readonly DatasetStep[]
  /** Requests per second that this run asks for; undefined: the source's default. */
  readonly pace?: number
  /** Let go of the shrink guard: rows that complete answers lack are removed however many. */
  readonly acceptRemovals?: boolean
  /** Eastern date taken for today (YYYY-MM-DD). */
  readonly today?: string
  readonly urgency?: Urgency
  /** The run whose missing requests this one asks for, and nothing else. */
  readonly retryOf?: string
}

export interface DatasetStep {
  readonly name: string
  /** Datasets of this run that must be through before it. */
  readonly after: readonly string[]
}

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
  /** After a continue-as-new: the first batch to work on, and how many requests had failed for good before. */
  readonly fromBatch?: number
  readonly failed?: number
}

/** Answer of the updates `pause` and `resume`. */
export interface PauseState {
  readonly paused: boolean
  /** Datasets that are under way. */
  readonly datasets: readonly string[]
}

/** What a dataset's requests came to; rows are counted where they are kept. */
export interface DatasetSyncResult {
  readonly requests: number
  readonly failed: number
}

/** Numbers of a step, as `sync --json` and `show` give them. */
export interface StepCounts {
  requests: number
  answered: number
  retries: number
  inserted: number
  updated: number
  unchanged: number
  removed: number
  quarantined: number
  missing: number
  conflicts: number
}

export interface StepReport extends StepCounts {
  readonly name: string
  readonly outcome: StepOutcome
  readonly verifiedBy: string | null
  readonly cause: string | null
}

/** Result of the workflow `seasonSync`. */
export interface SeasonSyncResult {
  readonly runId: string
  readonly outcome: Outcome
  readonly players: number
  readonly verifiedBy: string | null
  readonly cause: string | null
  readonly datasets: readonly StepReport[]
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

/** `season-sync/nba/2018-19/regular-season`: the fixed id is the only lock between two runs of a season. */
export function seasonWorkflowId(source: SourceName, season: string, typeSlug: string): string {
  return `season-sync/${source}/${season}/${typeSlug}`
}

/** Days that the embedded server keeps closed workflows. */
export const RETENTION_DAYS = 90

// --- retries: the one place where an error's class becomes a decision ---------------------------------------------

export interface RetryRule {
  /**
   * Attempts that may fail with this class before the request is set aside; undefined: the time budget alone decides. A
   * request that is `Blocked` or finds the source `Unavailable` is set aside only while the source answers others: else
   * all of it is blocked or down, and waiting is what helps. Attempts of such an outage do not count once it is over.
   */
  readonly attempts?: number
  /** First wait and longest wait, milliseconds; each wait doubles. A Retry-After wins. */
  readonly firstDelayMs: number
  readonly longestDelayMs: number
}

export const RETRY_RULES: Readonly<Record<SourceErrorClass, RetryRule>> = {
  // The source says when to come back, or will: only time helps.
  RateLimited: { firstDelayMs: 2_000, longestDelayMs: 300_000 },
  // Blocks of the NBA last minutes to hours; each early try may lengthen them. The waits are the whole fleet's.
  Blocked: { attempts: 5, firstDelayMs: 60_000, longestDelayMs: 900_000 },
  // A broken server is back in seconds or not at all for this one request: about two minutes in eight attempts.
  Unavailable: { attempts: 8, firstDelayMs: 1_000, longestDelayMs: 120_000 },
  // The request itself is wrong.
  Refused: { attempts: 1, firstDelayMs: 0, longestDelayMs: 0 },
  // An error page with status 200 passes; a changed contract does not.
  ContractBroken: { attempts: 3, firstDelayMs: 2_000, longestDelayMs: 10_000 },
  // Silent failures of the API pass within seconds; a season without data stays empty.
  SuspiciouslyEmpty: { attempts: 3, firstDelayMs: 1_000, longestDelayMs: 5_000 },
}

/** Time that a request may take over all attempts, from its first planning: a night's outage and more. */
export const REQUEST_BUDGET_MS = 24 * 3_600_000

/**
 * The wait before the next attempt, or undefined when the attempts are used up. `attempt` counts the
 * attempts that failed with this class, from 1.
 */
export function retryDelay(
  errorClass: SourceErrorClass,
  attempt: number,
  retryAfterMs?: number,
): number | undefined {
  const rule = RETRY_RULES[errorClass]
  if (rule.attempts !== undefined && attempt >= rule.attempts) return undefined
  return retryAfterMs ?? Math.min(rule.longestDelayMs, rule.firstDelayMs * 2 ** Math.min(attempt - 1, 20))
}
