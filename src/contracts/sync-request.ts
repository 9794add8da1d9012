import type { Narrow, Trigger } from './season-run.js'
import type { SourceName } from './source-names.js'

/** A sync as a person or a program requests it. */
export interface SyncRequest {
  readonly season: string
  readonly source?: SourceName
  /** 'Regular Season' by default; accepted in any spelling that names a season type. */
  readonly seasonType?: string
  readonly only?: readonly string[]
  /** Requests per second. */
  readonly pace?: number
  readonly acceptRemovals?: boolean
  /** Merges every answer again, even one that equals the last merged one of its request. */
  readonly rebuild?: boolean
  /** Days after a game in which its answers are asked for again, or 'all' of them; 7 by default. */
  readonly recheck?: number | 'all'
  /** A part of the season's games; the run removes nothing else, and its outcome is about these alone. */
  readonly narrow?: Narrow
  /** Makes the tables again from the archive, and asks the source for nothing. */
  readonly fromArchive?: boolean
  readonly trigger?: Trigger
  /** The run whose missing requests this sync repeats, and no others; `only` names its incomplete datasets. */
  readonly retryOf?: string
  /** Nobody named the season type, so that one of which the source has no game is not missing. */
  readonly ifOffered?: boolean
  /** The backfill that starts the sync. */
  readonly backfillId?: string
}
