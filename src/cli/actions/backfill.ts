import { runSeasons } from './seasons.js'
import { requestOf, type SyncOptions } from './sync.js'

/** Runs `backfill` with the options of the command line. Returns the exit code. */
export const runBackfill = (seasons: string, options: SyncOptions): Promise<number> =>
  runSeasons({ ...requestOf(options), seasons, trigger: 'backfill' }, options)
