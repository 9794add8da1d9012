import type { Trigger } from './season-run.js'
import type { SourceName } from './source-names.js'

/** What a person asks for. */
export interface SyncRequest {
  readonly season: string
  readonly source?: SourceName
  /** 'Regular Season' unless told otherwise; any writing of it. */
  readonly seasonType?: string
  readonly only?: readonly string[]
  /** Requests per second. */
  readonly pace?: number
  readonly acceptRemovals?: boolean
  readonly trigger?: Trigger
  /** The run whose missing requests alone are asked for; `only` names its datasets that are not whole. */
  readonly retryOf?: string
}
