import { kindOf } from '../../contracts/seasons-run.js'
import type { SourceName } from '../../contracts/source-names.js'
import { reconciledBackfill } from '../../runs/find-backfill.js'
import { reconciledRun } from '../../runs/find-run.js'
import { readReport } from '../../runs/report.js'
import { readSeasonsReport } from '../../runs/seasons-report.js'
import { readSettings } from '../../settings.js'
import { followOther } from '../follow-to-end.js'
import { withPostgres } from '../with-session.js'
import { printSeasons, seasonsKind } from './seasons.js'
import { printRun, seasonKind } from './sync.js'

export interface WatchOptions {
  readonly source?: SourceName
  readonly json?: boolean
}

/** Follows a run or a backfill that a person names, and sums it up. Returns the exit code. */
export async function watchRun(
  name: string,
  { source = 'nba', json = false }: WatchOptions,
): Promise<number> {
  const settings = readSettings()
  const found = await withPostgres(
    settings,
    async (session) => {
      const { database } = session
      const backfill = await reconciledBackfill(settings, session, name)
      if (backfill?.outcome === 'running') return { backfill }
      if (backfill !== undefined)
        return printSeasons(await readSeasonsReport(settings, database, backfill, null), json)
      const run = await reconciledRun(settings, session, name)
      return run.outcome === 'running' ? { run } : printRun(await readReport(database, run, null), json)
    },
    source,
  )
  if (typeof found === 'number') return found
  const { run, backfill } = found
  if (run !== undefined) {
    const { workflowId, runId, season, seasonType } = run
    return followOther(settings, { workflowId, runId, source }, seasonKind(`${season} ${seasonType}`, json))
  }
  const { workflowId, backfillId: runId } = backfill
  const noun = kindOf(backfill)
  return followOther(settings, { workflowId, runId, source }, seasonsKind(settings, source, noun, noun, json))
}
