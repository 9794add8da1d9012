import { UserError } from '../errors.js'
import { linkOf, type Connected, type FollowedRun } from '../runs/follow.js'
import { seasonsExplanation, seasonsJson, seasonsReportOfEnd } from '../runs/seasons-report.js'
import { seasonsOfBackfill, type SeasonsState } from '../runs/seasons-state.js'
import type { Settings } from '../settings.js'
import { Followed } from './followed-run.js'

/** The progress of a backfill: what is done, what is next, and the time left. */
export interface BackfillProgress extends Partial<SeasonsState> {
  /** The reason why no request starts, such as a source that asks for a pause. */
  readonly notice: string | undefined
}

/** The report of a backfill, as `season-sync backfill --json` has it. */
export type BackfillReport = ReturnType<typeof seasonsJson>

/** Thrown for a backfill that ended partial, failed or cancelled; `report` has the outcome of each season. */
export class BackfillFailed extends UserError {
  readonly report: BackfillReport

  constructor(message: string, report: BackfillReport) {
    super(message)
    this.report = report
  }
}

/** A started backfill. `result` throws a `BackfillFailed` for any end but `succeeded`. */
export class BackfillRun extends Followed<SeasonsState | undefined, BackfillProgress, BackfillReport> {
  constructor(settings: Settings, connected: Connected, run: FollowedRun, onNotice: (line: string) => void) {
    super(
      {
        what: seasonsOfBackfill(settings, run.source),
        progressOf: (state, notice) => ({ ...state, notice }),
        reportOf: async (last, { runId }, end) => {
          const { database } = last.session
          const report = await seasonsReportOfEnd(settings, database, runId, end, linkOf(last, run))
          const why = seasonsExplanation(report)
          if (why !== undefined) throw new BackfillFailed(why, seasonsJson(report))
          return seasonsJson(report)
        },
      },
      settings,
      connected,
      run,
      onNotice,
    )
  }
}
