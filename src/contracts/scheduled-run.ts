import type { SeasonType } from '../season/season.js'
import type { SyncEnd } from './run-end.js'
import type { SeasonSyncInput } from './season-run.js'
import type { SourceName } from './source-names.js'

/** Input of the workflow `scheduledSync`: the sync that a schedule starts each time it is due. */
export interface ScheduledSyncInput {
  /** Name of the schedule: its runs have the trigger `schedule:<name>`. */
  readonly schedule: string
  readonly source: SourceName
  /**
   * '2025-26', or 'current' for the season of the Eastern date on which the run is due; a list or a range of them, as
   * `backfill` takes it: then the run is a backfill.
   */
  readonly season: string
  /** 'all': those that each season had, each of them a run of a backfill. */
  readonly seasonType: SeasonType | 'all'
  /** Datasets as a person names them; undefined: those of every sync. */
  readonly only?: readonly string[]
  /** Requests per second; undefined: the source's default. */
  readonly pace?: number
  /** See `SyncRequest.recheck`. */
  readonly recheck?: number | 'all'
  /** Brings the games of yesterday and today alone; their season type is that of the due time. */
  readonly latest?: true
  /** Removes and empties what the answers lack, however much. */
  readonly acceptRemovals?: boolean
}

/** Result of the workflow `scheduledSync`, and the details of its failure. */
export interface ScheduledSyncResult extends SyncEnd {
  /** `cancelled`: the season's run was cancelled, not this one. */
  readonly outcome: SyncEnd['outcome']
  readonly season: string
  readonly seasonType: string
  /** The season's run in `sync_runs`; of several seasons the backfill in `backfills`. */
  readonly runId: string
  /** True: another trigger had started the run, with the same datasets; this workflow waited for its end. */
  readonly joined: boolean
}

/** Memo of a scheduled run, from which `show` reads the season's run that it started or joined, at any time. */
export interface ScheduledSyncMemo {
  readonly runId: string
  readonly joined: boolean
}

/** A season's run that is due: the input of its workflow and its fixed id. */
export interface DueSync {
  readonly workflowId: string
  readonly sync: SeasonSyncInput
}

/** The run that holds the workflow id of a season, or of a backfill. */
export interface RunningSync {
  readonly runId: string
  readonly trigger: string
  /** The season and its type, or those of a backfill together, as the run's memo names them. */
  readonly title?: string
  /** Empty if the run's memo does not name them; then no other datasets count as the same. */
  readonly datasets: readonly string[]
  /** It brings a part of the games, or asks the source for nothing: its outcome is not that of a sync of the season. */
  readonly isPart?: boolean
}
