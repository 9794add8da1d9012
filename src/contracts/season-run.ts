import type { SeasonScope } from '../season/season.js'
import type { Outcome, StepOutcome } from './outcome.js'
import type { SourceName } from './source-names.js'

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

/** Answer of the updates `pause` and `resume`. */
export interface PauseState {
  readonly paused: boolean
  /** Datasets that are under way. */
  readonly datasets: readonly string[]
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
