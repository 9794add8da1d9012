import { easternToday } from '../../season/season.js'
import { currentOr, isSeveral } from '../../season/season-list.js'
import { readSettings } from '../../settings.js'
import { runSeasons } from './seasons.js'
import { requestOf, type FollowOptions, type RequestOptions } from '../request-options.js'
import { followSync } from './sync.js'

export interface RebuildOptions extends Pick<RequestOptions, 'source' | 'seasonType' | 'only'> {
  readonly detach?: boolean
  readonly json?: boolean
}

/** Runs `rebuild`: a sync, or several, whose answers all come from the archive. Returns the exit code. */
export async function runRebuild(seasons: string, options: RebuildOptions): Promise<number> {
  const request = { ...requestOf(options), fromArchive: true }
  const follow: FollowOptions = { ...options, ifRunning: 'refuse' }
  if (isSeveral(seasons, options.seasonType))
    return runSeasons({ ...request, seasons, trigger: 'manual' }, follow)
  const season = currentOr(seasons, easternToday(readSettings().today))
  return followSync({ ...request, season }, follow)
}
