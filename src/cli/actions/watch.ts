import { kindOf } from '../../contracts/seasons-run.js'
import { sourceOfWorkflow } from '../../contracts/names.js'
import type { SourceName } from '../../contracts/source-names.js'
import { reconciledByName } from '../../runs/find-run.js'
import { readReport } from '../../runs/report.js'
import { readSeasonsReport } from '../../runs/seasons-report.js'
import { readSettings } from '../../settings.js'
import { followOther } from '../follow-to-end.js'
import { printNotice } from '../terminal.js'
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
  { source = sourceOfWorkflow(name) ?? 'nba', json = false }: WatchOptions,
): Promise<number> {
  const settings = readSettings()
  const found = await withPostgres(
    settings,
    async (session) => {
      const { database } = session
      const named = await reconciledByName(settings, session, name, { onChoice: printNotice })
      if (named.kind === 'backfill') {
        if (named.backfill.outcome === 'running') return named
        return printSeasons(await readSeasonsReport(settings, database, named.backfill, null), json)
      }
      if (named.run.outcome === 'running') return named
      return printRun(await readReport(database, named.run, null), json)
    },
    source,
  )
  if (typeof found === 'number') return found
  if (found.kind === 'sync') {
    const { workflowId, runId, season, seasonType } = found.run
    return followOther(settings, { workflowId, runId, source }, seasonKind(`${season} ${seasonType}`, json))
  }
  const { workflowId, backfillId: runId } = found.backfill
  const noun = kindOf(found.backfill)
  return followOther(settings, { workflowId, runId, source }, seasonsKind(settings, source, noun, noun, json))
}
