import type { Narrow } from '../contracts/season-run.js'
import { isSource } from '../contracts/source-names.js'
import type { SyncRequest } from '../contracts/sync-request.js'

export interface RequestOptions
  extends
    Pick<SyncRequest, 'seasonType' | 'only' | 'pace' | 'acceptRemovals' | 'rebuild' | 'recheck'>,
    Pick<Narrow, 'since' | 'until' | 'games' | 'team'> {
  readonly source: string
}

export interface SyncOptions extends RequestOptions {
  readonly dryRun?: boolean
  readonly ifRunning: 'refuse' | 'join'
  readonly detach?: boolean
  readonly json?: boolean
}

/** The options for starting and showing a sync. */
export type FollowOptions = Pick<SyncOptions, 'ifRunning' | 'detach' | 'json'>

/** The part of the season that the options name; nothing for all of it. */
function narrowOf({ since, until, games, team }: RequestOptions): { readonly narrow?: Narrow } {
  const narrow = {
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(games !== undefined && { games }),
    ...(team !== undefined && { team }),
  }
  return Object.keys(narrow).length === 0 ? {} : { narrow }
}

/** The options of `sync` and `backfill` that say what is brought, and how. */
export const requestOf = (options: RequestOptions) => ({
  ...(isSource(options.source) && { source: options.source }),
  ...(options.seasonType !== undefined && { seasonType: options.seasonType }),
  ...(options.only !== undefined && { only: options.only }),
  ...(options.pace !== undefined && { pace: options.pace }),
  ...(options.acceptRemovals !== undefined && { acceptRemovals: options.acceptRemovals }),
  ...(options.rebuild !== undefined && { rebuild: options.rebuild }),
  ...(options.recheck !== undefined && { recheck: options.recheck }),
  ...narrowOf(options),
})
