import type { SeasonsSyncInput } from '../../contracts/seasons-run.js'
import { sourceOfWorkflow } from '../../contracts/names.js'
import type { SourceName } from '../../contracts/source-names.js'
import { reconciledRun } from '../../runs/find-run.js'
import { missingByName } from '../../runs/missing.js'
import { removalsOf } from '../../runs/removals.js'
import { readSettings } from '../../settings.js'
import { checkDryRun } from '../options.js'
import { EXIT_CODES } from '../exit-codes.js'
import { printRemovals } from '../reports/removal-report.js'
import { printJson } from '../print-json.js'
import { print, printNotice } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface RetryOptions {
  readonly source?: SourceName
  readonly pace?: number
  readonly acceptRemovals?: boolean
  readonly dryRun?: boolean
  readonly detach?: boolean
  readonly json?: boolean
}

/** Starts, follows and sums up a sync of what another one left missing. Returns the exit code. */
export async function retryRun(
  name: string,
  { source = sourceOfWorkflow(name) ?? 'nba', pace: rate, ...options }: RetryOptions,
): Promise<number> {
  if (options.dryRun === true) return showRemovals(name, source, options)
  const settings = readSettings()
  const missing = await withPostgres(
    settings,
    (session) => missingByName(settings, session, name, source, { onChoice: printNotice }),
    source,
  )
  if (missing.kind === 'backfill') return retryBackfill(missing.input, rate, options)
  const { request } = missing
  if (request === null) {
    if (options.json === true) printJson('nothingToDo', { runId: null, outcome: 'succeeded', datasets: [] })
    else print('Nothing is missing of that sync.')
    return EXIT_CODES.succeeded
  }
  const { followSync } = await import('./sync.js')
  const { acceptRemovals } = options
  return followSync(
    {
      ...request,
      ...(rate !== undefined && { pace: rate }),
      ...(acceptRemovals !== undefined && { acceptRemovals }),
    },
    { ...options, ifRunning: 'refuse' },
  )
}

async function retryBackfill(
  missing: SeasonsSyncInput | null,
  rate: number | undefined,
  options: Omit<RetryOptions, 'source' | 'pace'>,
): Promise<number> {
  const { acceptRemovals, json } = options
  if (missing === null) {
    if (json === true) printJson('noSeasons', { backfillId: null, outcome: 'succeeded', seasons: [] })
    else print('Nothing is missing of that backfill.')
    return EXIT_CODES.succeeded
  }
  const { followSeasons } = await import('./seasons.js')
  const request = {
    ...missing.request,
    ...(rate !== undefined && { pace: rate }),
    ...(acceptRemovals !== undefined && { acceptRemovals }),
  }
  return followSeasons(readSettings(), { ...missing, request }, { ...options, ifRunning: 'refuse' })
}

/** Shows what a retry with `--accept-removals` would remove by the answers of the run, and starts nothing. */
async function showRemovals(name: string, source: SourceName, options: RetryOptions): Promise<number> {
  checkDryRun(options)
  const settings = readSettings()
  const removals = await withPostgres(
    settings,
    async (session) =>
      removalsOf(session.database, await reconciledRun(settings, session, name, { onChoice: printNotice })),
    source,
  )
  printRemovals(removals, options.json === true)
  return EXIT_CODES.succeeded
}
