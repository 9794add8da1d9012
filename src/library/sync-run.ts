import { UserError } from '../errors.js'
import { linkOf, ONE_SEASON, type Connected, type FollowedRun } from '../runs/follow.js'
import { explanation, reportJson, reportOfEnd } from '../runs/report.js'
import type { Settings } from '../settings.js'
import type { StepProgress } from '../store/runs/history.js'
import { Followed, type Kind } from './followed-run.js'

/** The progress of a run. */
export interface RunProgress {
  /** Its datasets, in the run's order. */
  readonly steps: readonly StepProgress[]
  /** The reason why no request starts, such as a source that asks for a pause. */
  readonly notice: string | undefined
}

/** The report of a run, as `season-sync sync --json` has it. */
export type SyncReport = ReturnType<typeof reportJson>

/** Thrown for a sync that ended partial, failed or cancelled; `report` says everything that it did. */
export class SyncFailed extends UserError {
  readonly report: SyncReport

  constructor(message: string, report: SyncReport) {
    super(message)
    this.report = report
  }
}

const SEASON: Kind<readonly StepProgress[], RunProgress, SyncReport> = {
  what: ONE_SEASON,
  progressOf: (steps, notice) => ({ steps, notice }),
  reportOf: async (connected, run, end) => {
    const report = await reportOfEnd(connected.session.database, run.runId, end, linkOf(connected, run))
    const why = explanation(report)
    if (why !== undefined) throw new SyncFailed(why, reportJson(report))
    return reportJson(report)
  },
}

/** A started sync of a season. `result` throws a `SyncFailed` for any end but `succeeded`. */
export class SyncRun extends Followed<readonly StepProgress[], RunProgress, SyncReport> {
  constructor(settings: Settings, connected: Connected, run: FollowedRun, onNotice: (line: string) => void) {
    super(SEASON, settings, connected, run, onNotice)
  }
}
