import { Command } from 'commander'
import type { SeasonsSyncInput } from '../../contracts/seasons-run.js'
import type { SourceName } from '../../contracts/source-names.js'
import { reconciledRun } from '../../runs/find-run.js'
import { missingByName } from '../../runs/missing.js'
import { removalsOf } from '../../runs/removals.js'
import { readSettings } from '../../settings.js'
import { checkDryRun, paceOption, sourceOption } from '../options.js'
import { printRemovals } from '../reports/removal-report.js'
import { print, printJson } from '../terminal.js'
import { withPostgres } from '../with-session.js'

interface RetryOptions {
  readonly source?: SourceName
  readonly pace?: number
  readonly acceptRemovals?: boolean
  readonly dryRun?: boolean
  readonly detach?: boolean
  readonly json?: boolean
}

/** `season-sync retry <run>` */
export function retryCommand(): Command {
  return new Command('retry')
    .summary('ask again for what a sync left missing or in doubt, and nothing else')
    .description(
      'Asks again for what an ended sync left missing (failed and never asked requests, games that verify misses, answers with refused rows), wrong, in conflict or held, and for nothing else. It is a sync of its own, with its own outcome. Of a backfill it repeats the seasons that are not whole.',
    )
    .argument('<run>', "the id of a run or a backfill, its beginning, or 'latest'")
    .addOption(sourceOption())
    .addOption(paceOption())
    .option('--accept-removals', 'remove or empty what the answers lack, however much')
    .option('--dry-run', 'with --accept-removals: only show what the answers of that sync would remove')
    .option('--detach', 'start the sync, print its run id and leave')
    .option('--json', 'one JSON object on standard output; progress stays on standard error')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync retry latest
  $ season-sync retry 01a207b2 --pace 0.5
  $ season-sync retry latest --accept-removals --dry-run

Exit codes: 0 succeeded (or nothing was missing), 1 failed, 2 wrong usage,
3 partial, 130 cancelled.`,
    )
    .action(async (name: string, { source = 'nba', pace: rate, ...options }: RetryOptions) => {
      if (options.dryRun === true) return showRemovals(name, source, options)
      const settings = readSettings()
      const missing = await withPostgres(
        settings,
        (session) => missingByName(settings, session, name, source),
        source,
      )
      if (missing.kind === 'backfill') return retryBackfill(missing.input, rate, options)
      const { request } = missing
      if (request === null) {
        if (options.json === true) printJson({ runId: null, outcome: 'succeeded', datasets: [] })
        else print('Nothing is missing of that sync.')
        return
      }
      const { followSync } = await import('./sync-run.js')
      const { acceptRemovals } = options
      process.exitCode = await followSync(
        {
          ...request,
          ...(rate !== undefined && { pace: rate }),
          ...(acceptRemovals !== undefined && { acceptRemovals }),
        },
        { ...options, ifRunning: 'refuse' },
      )
    })
}

async function retryBackfill(
  missing: SeasonsSyncInput | null,
  rate: number | undefined,
  options: Omit<RetryOptions, 'source' | 'pace'>,
): Promise<void> {
  const { acceptRemovals, json } = options
  if (missing === null) {
    if (json === true) printJson({ backfillId: null, outcome: 'succeeded', seasons: [] })
    else print('Nothing is missing of that backfill.')
    return
  }
  const { followSeasons } = await import('./seasons-run.js')
  const request = {
    ...missing.request,
    ...(rate !== undefined && { pace: rate }),
    ...(acceptRemovals !== undefined && { acceptRemovals }),
  }
  process.exitCode = await followSeasons(
    readSettings(),
    { ...missing, request },
    { ...options, ifRunning: 'refuse' },
  )
}

/** Shows what a retry with `--accept-removals` would remove by the answers of the run, and starts nothing. */
async function showRemovals(name: string, source: SourceName, options: RetryOptions): Promise<void> {
  checkDryRun(options)
  const settings = readSettings()
  const removals = await withPostgres(
    settings,
    async (session) => removalsOf(session.database, await reconciledRun(settings, session, name)),
    source,
  )
  printRemovals(removals, options.json === true)
}
