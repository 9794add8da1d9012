import { requestOf, type SyncOptions } from '../request-options.js'

/** Runs `backfill` with the options of the command line. Returns the exit code. */
export async function runBackfill(seasons: string, options: SyncOptions): Promise<number> {
  const order = { ...requestOf(options), seasons, trigger: 'backfill' } as const
  // A dry run loads nothing of what follows a run.
  if (options.dryRun === true) return (await import('./estimate.js')).showEstimate(order, options)
  return (await import('./seasons.js')).runSeasons(order, options)
}
