import type { SeasonScope } from '../season/season.js'
import type { Outcome, StepOutcome } from './outcome.js'
import type { SourceName } from './source-names.js'

/** Origin of a run. */
export type Trigger = 'manual' | 'backfill' | 'library' | 'rebuild' | `schedule:${string}`

/**
 * Priority when requests are rate-limited: the games of today first; then the current season, because it changes daily;
 * then other syncs; then backfills.
 */
export type Urgency = 'today' | 'current' | 'sync' | 'backfill'

/** A part of a season's games, to which a run is narrowed: those that all its members name. */
export interface Narrow {
  /** First and last date of the games (YYYY-MM-DD). */
  readonly since?: string
  readonly until?: string
  /** Ids of games. */
  readonly games?: readonly string[]
  /** Id or abbreviation of a team. */
  readonly team?: string
  /** Yesterday's and today's games that have ended: a run of `today`, with a workflow id of its own. */
  readonly latest?: true
}

/** Input of the workflow `seasonSync`. Addresses and credentials are the worker's settings, never input. */
export interface SeasonSyncInput extends SeasonScope {
  readonly source: SourceName
  readonly trigger: Trigger
  /** Datasets in the catalogue's order, with all datasets that they need. */
  readonly datasets: readonly DatasetStep[]
  /** Requests per second of this run; undefined: the source's default. */
  readonly pace?: number
  /** Switches the holds off: what answers lack is removed or emptied, however much it is. */
  readonly acceptRemovals?: boolean
  /** Merges every answer again, even one that equals the last merged one of its request. */
  readonly rebuild?: boolean
  /**
   * Days after a game in which its answers are asked for again, since statistics are corrected; undefined: always. What
   * is missing, held, in conflict or in quarantine is always asked for.
   */
  readonly recheckDays?: number
  /** The part of the season's games that the run is about; undefined: all. */
  readonly narrow?: Narrow
  /** Takes every answer from the archive: the run asks the source for nothing, and names what the archive lacks. */
  readonly fromArchive?: boolean
  /** Eastern date taken for today (YYYY-MM-DD). */
  readonly today?: string
  readonly urgency?: Urgency
  /** The run whose missing requests this one repeats; it makes no others. */
  readonly retryOf?: string
  /** Datasets that were named and do not exist for the season or type: a note, and nothing missing. */
  readonly notOffered?: readonly string[]
  /** Nobody named the season type, so that one of which the source has no game is not missing. */
  readonly ifOffered?: boolean
  /** The backfill that started the run. */
  readonly backfillId?: string
}

/** Answer of the activity that opens a run's record. Runs of earlier builds have none. */
export interface OpenedRun {
  /** Task queue of the datasets' workflows; undefined: the season's own. */
  readonly datasetQueue?: string
}

export interface DatasetStep {
  readonly name: string
  /** Datasets of this run that must end before this one starts. */
  readonly after: readonly string[]
}

/** Answer of the updates `pause` and `resume`. */
export interface PauseState {
  readonly paused: boolean
  /** Datasets that are running; of a backfill its seasons. */
  readonly datasets: readonly string[]
}

/** Numbers of a step, as `sync --json` and `show` print them. */
export interface StepCounts {
  requests: number
  answered: number
  /** Requests that were not sent, since their merged answers can no longer have changed. */
  settled: number
  retries: number
  inserted: number
  updated: number
  unchanged: number
  removed: number
  quarantined: number
  missing: number
  /** Differences between two sources, and values that are wrong by a rule inside one. */
  conflicts: number
}

export interface StepReport extends StepCounts {
  readonly name: string
  readonly outcome: StepOutcome
  readonly verifiedBy: string | null
  readonly cause: string | null
}

/** Result of the workflow `seasonSync`, and the details of its failure. */
export interface SeasonSyncResult {
  readonly runId: string
  readonly outcome: Outcome
  readonly players: number
  readonly verifiedBy: string | null
  readonly cause: string | null
  readonly datasets: readonly StepReport[]
}
