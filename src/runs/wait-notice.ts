import type pg from 'pg'
import { budgetText } from '../contracts/budget.js'
import { COMMAND } from '../contracts/next-step.js'
import type { Urgency } from '../contracts/season-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { easternToday } from '../season/season.js'
import { seasonsUrgency, urgencyOf } from '../season/urgency.js'
import type { Settings } from '../settings.js'
import type { Control } from '../store/pace/pace.js'
import { sourceHold, waitByBudget, waitByPace } from '../store/pace/source-state.js'
import { readBackfill } from '../store/runs/backfill-history.js'
import { controlOf } from '../store/runs/runs.js'
import { duration } from '../text/duration.js'
import { localTime } from '../text/local-time.js'

/** A longer wait for the next slot is reported with its reason. */
const LONG_WAIT_MS = 10_000

/** The reason why no request of a running sync starts now; undefined if requests may start. */
export async function waitNotice(
  pool: pg.Pool,
  settings: Settings,
  run: Waiting,
): Promise<string | undefined> {
  const { rows } = await pool.query<Parameters<typeof urgencyOf>[0]>(
    'select season, trigger, narrow from sync_runs where run_id = $1',
    [run.runId],
  )
  const urgency = rows[0] === undefined ? 'sync' : urgencyOf(rows[0], easternToday(settings.today))
  return noticeOf(pool, settings, run, urgency, await controlOf(pool, run.runId))
}

/** The same for a backfill, or a sync of several seasons. */
export async function seasonsNotice(
  pool: pg.Pool,
  settings: Settings,
  run: Waiting,
): Promise<string | undefined> {
  const backfill = await readBackfill(pool, run.runId)
  if (backfill === undefined) return undefined
  return noticeOf(pool, settings, run, seasonsUrgency(backfill), backfill.control)
}

/** A run, or a backfill, that may wait. */
interface Waiting {
  readonly runId: string
  readonly source: SourceName
}

async function noticeOf(
  pool: pg.Pool,
  settings: Settings,
  run: Waiting,
  urgency: Urgency,
  control: Control,
): Promise<string | undefined> {
  const [hold, slow, full] = await Promise.all([
    sourceHold(pool, run.source),
    waitByPace(pool, run.source),
    waitByBudget(pool, run.source, settings[run.source].budget, urgency),
  ])
  if (control === 'paused') return `Paused; resume it with: ${COMMAND.resume(run)}`
  if (hold !== undefined)
    return `Waiting until ${localTime(hold.until)}: ${hold.reason ?? 'the source asks for a pause'}`
  if (full !== undefined && full.waitMs >= Math.max(LONG_WAIT_MS, slow?.waitMs ?? 0))
    return `Next request in ${duration(full.waitMs)}: budget of ${budgetText(full)}`
  if (slow !== undefined && slow.waitMs >= LONG_WAIT_MS)
    return `Next request at ${localTime(slow.next)}: the lowest pace of the running syncs is ${slow.pace} requests/s`
  return undefined
}
