import type pg from 'pg'
import { budgetText, type Budget } from '../contracts/budget.js'
import { COMMAND } from '../contracts/next-step.js'
import type { Urgency } from '../contracts/season-run.js'
import { kindOf } from '../contracts/seasons-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { easternToday } from '../season/season.js'
import { urgencyOf } from '../season/urgency.js'
import type { Settings } from '../settings.js'
import type { Control } from '../store/pace/pace.js'
import { sourceHold, waitByBudget, waitByPace, waysInUse } from '../store/pace/source-state.js'
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
    'select season, trigger, narrow from sync.sync_runs where run_id = $1',
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
  return noticeOf(pool, settings, run, kindOf(backfill), backfill.control)
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
  if (control === 'paused') return `Paused; resume it with: ${COMMAND.resume(run)}`
  const ways = await waysInUse(pool, run.source)
  const waits = await Promise.all(ways.map((way) => waitOf(pool, way, settings[run.source].budget, urgency)))
  const [soonest] = waits.toSorted((a, b) => (a?.waitMs ?? 0) - (b?.waitMs ?? 0))
  return soonest?.notice
}

/** How long the next request on one way waits, and why; undefined if it may start. */
async function waitOf(
  pool: pg.Pool,
  way: string,
  own: Budget | undefined,
  urgency: Urgency,
): Promise<{ readonly waitMs: number; readonly notice: string } | undefined> {
  const [hold, slow, full] = await Promise.all([
    sourceHold(pool, way),
    waitByPace(pool, way),
    waitByBudget(pool, way, own, urgency),
  ])
  if (hold !== undefined) {
    const notice = `Waiting until ${localTime(hold.until)}: ${hold.reason ?? 'the source asks for a pause'}`
    return { waitMs: hold.until.getTime() - Date.now(), notice }
  }
  if (full !== undefined && full.waitMs >= Math.max(LONG_WAIT_MS, slow?.waitMs ?? 0)) {
    const notice = `Next request in ${duration(full.waitMs)}: budget of ${budgetText(full)}`
    return { waitMs: full.waitMs, notice }
  }
  if (slow !== undefined && slow.waitMs >= LONG_WAIT_MS) {
    const notice = `Next request at ${localTime(slow.next)}: the lowest pace of the running syncs is ${slow.pace} requests/s`
    return { waitMs: slow.waitMs, notice }
  }
  return undefined
}
