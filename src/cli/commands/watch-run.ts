import { COMMAND } from '../../contracts/next-step.js'
import type { SyncEnd } from '../../contracts/run-end.js'
import { kindOf } from '../../contracts/seasons-run.js'
import type { SourceName } from '../../contracts/source-names.js'
import { reconciledBackfill } from '../../runs/find-backfill.js'
import { reconciledRun } from '../../runs/find-run.js'
import {
  connect,
  disconnect,
  follow,
  linkOf,
  ONE_SEASON,
  type Connected,
  type FollowedRun,
} from '../../runs/follow.js'
import { readReport, reportOfEnd } from '../../runs/report.js'
import { readSeasonsReport, seasonsReportOfEnd } from '../../runs/seasons-report.js'
import { seasonsOfBackfill } from '../../runs/seasons-state.js'
import type { Followable, Watcher } from '../../runs/watch.js'
import { readSettings, type Settings } from '../../settings.js'
import { createProgress } from '../reports/progress.js'
import { createSeasonsProgress } from '../reports/seasons-progress.js'
import { printNotice } from '../terminal.js'
import { withPostgres } from '../with-session.js'
import { printSeasons } from './seasons-run.js'
import { printRun } from './sync-run.js'

/** Follows a run or a backfill that a person names, and sums it up. Returns the exit code. */
export async function watchRun(
  name: string,
  { source = 'nba', json = false }: { readonly source?: SourceName; readonly json?: boolean },
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
    const progress = createProgress(process.stderr, `${season} ${seasonType}`)
    return watchUntilEnd(settings, ONE_SEASON, { workflowId, runId, source }, progress, async (of, end) =>
      printRun(
        await reportOfEnd(of.session.database, runId, end, linkOf(of, { workflowId, runId, source })),
        json,
      ),
    )
  }
  const { workflowId, backfillId: runId } = backfill
  const followed = { workflowId, runId, source }
  const progress = createSeasonsProgress(process.stderr, kindOf(backfill))
  return watchUntilEnd(settings, seasonsOfBackfill(settings, source), followed, progress, async (of, end) =>
    printSeasons(
      await seasonsReportOfEnd(settings, of.session.database, runId, end, linkOf(of, followed)),
      json,
    ),
  )
}

/** Follows what runs to its end and sums it up; Ctrl-C leaves it alone. */
async function watchUntilEnd<T>(
  settings: Settings,
  what: Followable<T>,
  run: FollowedRun,
  progress: Watcher<T> & { readonly stop: () => void },
  sumUp: (connected: Connected, end: SyncEnd) => Promise<number>,
): Promise<number> {
  const leave = new AbortController()
  const left = (): void => leave.abort()
  process.once('SIGINT', left).once('SIGTERM', left)
  let connected: Connected | undefined
  try {
    connected = await connect(settings, { source: run.source, onProgress: progress.say })
    const never = new AbortController().signal
    const followed = await follow(what, settings, connected, run, progress, never, leave.signal)
    connected = followed.connected
    progress.stop()
    return await sumUp(connected, followed.end)
  } catch (error) {
    if (!leave.signal.aborted) throw error
    progress.stop()
    printNotice(`Left; the sync continues. Follow it again with: ${COMMAND.watch(run)}`)
    return 0
  } finally {
    progress.stop()
    process.off('SIGINT', left).off('SIGTERM', left)
    if (connected !== undefined) await disconnect(connected)
  }
}
