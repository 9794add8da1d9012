import type { Session } from '../connect/session.js'
import { isSource } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import {
  failedAttempts,
  quarantinedRows,
  type FailedAttempts,
  type QuarantinedRow,
} from '../store/runs/history.js'
import { reconciledRun } from './find-run.js'
import { readReport, reportJson, type RunReport } from './report.js'
import { temporalCopy, type TemporalCopy } from './temporal-copy.js'
import { waitNotice } from './wait-notice.js'

/** Everything that is known about one run. */
export interface RunDetails {
  readonly report: RunReport
  readonly temporal: TemporalCopy
  readonly attempts: readonly FailedAttempts[]
  readonly quarantine: readonly QuarantinedRow[]
  /** The reason why no request of a running sync starts now; null if requests may start, or the run has ended. */
  readonly waiting: string | null
}

/**
 * Reads a run by its id, the beginning of one, or 'latest'. Temporal, if it runs, is asked only whether it still has
 * its own copy and for the state of a running sync. Throws a UserError (exit 2) for a run that is not known.
 */
export async function readDetails(settings: Settings, session: Session, name: string): Promise<RunDetails> {
  const run = await reconciledRun(settings, session, name)
  const temporal = await temporalCopy(settings, run)
  const { pool } = session.database
  const { runId, source, outcome } = run
  const [report, attempts, quarantine, waiting] = await Promise.all([
    readReport(session.database, run, temporal.webUiUrl),
    failedAttempts(pool, run.runId),
    quarantinedRows(pool, run.runId),
    outcome === 'running' && isSource(source) ? waitNotice(pool, settings, { runId, source }) : undefined,
  ])
  return { report, temporal, attempts, quarantine, waiting: waiting ?? null }
}

/** The object of `show --json`. */
export function detailsJson({ report, temporal, attempts, quarantine, waiting }: RunDetails) {
  const { workflowId, namespace, pace, acceptRemovals } = report.run
  return {
    ...reportJson(report),
    pace,
    acceptRemovals,
    waiting,
    temporal: { workflowId, namespace, copy: temporal.state, failing: temporal.failing },
    failedAttempts: attempts,
    findings: report.findings,
    quarantined: quarantine,
  }
}
