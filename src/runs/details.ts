import type { Session } from '../connect/session.js'
import { isSource } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import {
  failedAttempts,
  quarantinedRows,
  type FailedAttempts,
  type QuarantinedRow,
  type RunRecord,
} from '../store/runs/history.js'
import { readReport, reportJson, type RunReport } from './report.js'
import { temporalCopy, type TemporalCopy } from './temporal-copy.js'
import { timeLeft, type TimeLeft } from './time-left.js'
import { waitNotice } from './wait-notice.js'

/** Everything that is known about one run. */
export interface RunDetails {
  readonly report: RunReport
  readonly temporal: TemporalCopy
  readonly attempts: readonly FailedAttempts[]
  readonly quarantine: readonly QuarantinedRow[]
  /** Refused rows that the run counts, also those of answers that have not changed since an earlier run refused them. */
  readonly quarantined: number
  /** What a running sync has yet to ask; null for one that has ended. */
  readonly left: TimeLeft | null
  /** The reason why no request of a running sync starts now; null if requests may start, or the run has ended. */
  readonly waiting: string | null
}

/**
 * Reads all about a run. Temporal, if it runs, is asked only whether it still has its own copy and for the state of a
 * running sync.
 */
export async function readDetails(settings: Settings, session: Session, run: RunRecord): Promise<RunDetails> {
  const temporal = await temporalCopy(settings, run)
  const { pool } = session.database
  const { runId, source, outcome } = run
  const [report, attempts, quarantine, waiting] = await Promise.all([
    readReport(session.database, run, temporal.webUiUrl),
    failedAttempts(pool, run.runId),
    quarantinedRows(pool, run.runId),
    outcome === 'running' && isSource(source) ? waitNotice(pool, settings, { runId, source }) : undefined,
  ])
  const { steps } = report
  const left = await timeLeft(settings, pool, run, steps)
  const quarantined = steps.reduce((sum, step) => sum + step.quarantined, 0)
  return { report, temporal, attempts, quarantine, quarantined, waiting: waiting ?? null, left: left ?? null }
}

/** The object of `show --json`. */
export function detailsJson({ report, temporal, attempts, quarantine, waiting, left }: RunDetails) {
  const { workflowId, namespace, pace, acceptRemovals } = report.run
  return {
    ...reportJson(report),
    pace,
    acceptRemovals,
    waiting,
    requestsLeft: left?.requests ?? null,
    secondsLeft: left === null ? null : Math.round(left.seconds),
    temporal: { workflowId, namespace, copy: temporal.state, failing: temporal.failing },
    failedAttempts: attempts,
    findings: report.findings,
    quarantined: quarantine,
  }
}
