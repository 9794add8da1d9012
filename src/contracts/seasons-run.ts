import type { SeasonScope } from '../season/season.js'
import { scheduleOfTrigger } from './names.js'
import type { Outcome } from './outcome.js'
import type { SyncEnd } from './run-end.js'
import type { DueSync } from './scheduled-run.js'
import type { SourceName } from './source-names.js'
import type { SyncRequest } from './sync-request.js'

/** A season of a backfill. A retry names the run that it repeats, with its incomplete datasets. */
export interface SeasonItem extends SeasonScope {
  readonly retryOf?: string
  readonly only?: readonly string[]
}

/** The request that all seasons have in common. */
export type SeasonsRequest = Omit<
  SyncRequest,
  'season' | 'seasonType' | 'source' | 'trigger' | 'retryOf' | 'backfillId'
>

/** Input of the workflow `seasonsSync`: a backfill, or a sync of several seasons. */
export interface SeasonsSyncInput {
  readonly source: SourceName
  readonly trigger: 'backfill' | 'manual' | 'library' | `schedule:${string}`
  readonly request: SeasonsRequest
  /** In the order in which they start. */
  readonly seasons: readonly SeasonItem[]
  /** Seasons that run at the same time. */
  readonly window: number
  /** The backfill whose seasons that were not whole this one repeats. */
  readonly retryOf?: string
  /** After a continue-as-new: the first season that has not been started, and whether the backfill is paused. */
  readonly next?: number
  readonly paused?: boolean
  /** Seasons that had ended by then, by outcome, for the Web UI. */
  readonly counts?: SeasonCounts
}

/** `backfill`, also for what a schedule starts, or `sync` for one that `sync` started. It is the priority of most of its seasons, too. */
export const kindOf = ({ trigger }: { readonly trigger: string }): 'backfill' | 'sync' =>
  trigger === 'backfill' || scheduleOfTrigger(trigger) !== undefined ? 'backfill' : 'sync'

/** The trigger of the run of each season: that of a scheduled backfill ranks as one of a person. */
export const triggerOfSeason = ({
  trigger,
}: Pick<SeasonsSyncInput, 'trigger'>): 'backfill' | 'manual' | 'library' =>
  trigger === 'manual' || trigger === 'library' ? trigger : 'backfill'

/** Seasons by outcome. */
export type SeasonCounts = Readonly<Record<string, number>>

/** Outcomes of a season that has ended, in the order in which they are told. */
const ENDED = ['succeeded', 'partial', 'failed', 'cancelled']

/** '12 of 79 seasons done, of them 2 partial, 1 failed' */
export function doneText(counts: SeasonCounts, total: number): string {
  const done = ENDED.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0)
  const others = ENDED.slice(1).flatMap((outcome) =>
    (counts[outcome] ?? 0) === 0 ? [] : [`${counts[outcome]} ${outcome}`],
  )
  return `${done} of ${total} ${total === 1 ? 'season' : 'seasons'} done${others.length === 0 ? '' : `, of them ${others.join(', ')}`}`
}

/** Identifies a season of a backfill. */
export interface SeasonRef {
  readonly source: SourceName
  readonly backfillId: string
  readonly ordinal: number
}

/** What the workflow of seasons knows of a season: it waits for a run, or how it ended. */
export interface SeasonState {
  readonly outcome: Outcome
  /** Null: no run was started. */
  readonly runId: string | null
  readonly cause: string | null
}

/** Answer of the activity that resolves a season: the run that is due, or its end where an execution before a reset had it. */
export type DueSeason =
  | { readonly due: DueSync; readonly ended?: undefined }
  | { readonly due?: undefined; readonly ended: SeasonState }

/** A backfill that is due: the input of its workflow and its fixed id. */
export interface DueSeasons {
  readonly workflowId: string
  readonly backfill: SeasonsSyncInput
}

/** Facts about a backfill's end that the workflow knows and the database does not. */
export interface SeasonsEnd {
  readonly cancelled: boolean
  /** Message of the failure when the backfill as a whole failed. */
  readonly failure?: string
}

/** Result of the workflow `seasonsSync`, and the details of its failure. */
export interface SeasonsSyncResult extends SyncEnd {
  readonly backfillId: string
  readonly counts: SeasonCounts
}
