import { describeSync, type DueTimes, type Overlap } from '../../schedules/definition.js'
import type { ScheduledRun } from '../../schedules/scheduled-runs.js'
import type { Schedule } from '../../schedules/schedules.js'
import { localTime } from '../../text/local-time.js'
import { durationText } from '../schedule-options.js'
import { duration, table, thousands, type Fact } from '../terminal.js'

/** Number of coming due times that are shown. */
const SHOWN_DUE_TIMES = 5

/** The effect of each policy on a due time whose last sync is still running. */
const OVERLAP_EFFECTS: Readonly<Record<Overlap, string>> = {
  skip: 'it is left out',
  'buffer-one': 'one waits for the end',
  'buffer-all': 'all wait for the end',
  'allow-all': 'it is started beside it, and joins it',
  'cancel-other': 'the running one is cancelled',
}

/** '0 6 * * * in America/New_York', 'every 6h' */
function dueText(due: DueTimes | undefined): string {
  if (due === undefined) return 'set outside season-sync; see the Web UI'
  return 'cron' in due ? `${due.cron} in ${due.timezone}` : `every ${durationText(due.everyMs)}`
}

/** A due time in this machine's time zone, and in the schedule's if that differs. */
function dueTimeText(time: Date, due: DueTimes | undefined): string {
  const here = localTime(time)
  if (due === undefined || 'everyMs' in due) return here
  const there = time.toLocaleString('sv-SE', { timeZone: due.timezone })
  return there === here ? here : `${here} (${there} in ${due.timezone})`
}

/** When the schedule is due next, as the end of a sentence. */
export function nextDueText({ paused, next, due }: Schedule): string {
  if (paused) return 'it is paused.'
  return next[0] === undefined ? 'it is never due.' : `next due ${dueTimeText(next[0], due)}.`
}

/** 'paused: moving the database', 'active (Resumed: it has moved.)' */
function stateText(paused: boolean, remark: string): string {
  if (paused && remark.startsWith('Paused'))
    return `paused${remark.slice('Paused'.length).replace(/\.$/, '')}`
  const state = paused ? 'paused' : 'active'
  return remark === '' ? state : `${state} (${remark})`
}

/** The definition of a schedule and its state. */
export function scheduleFacts(schedule: Schedule, webUiUrl: string | null): readonly Fact[] {
  const { due, overlap, paused, remark, next, started, skipped, missed } = schedule
  return [
    ['schedule', schedule.name],
    ['does', describeSync(schedule.input)],
    ['due', dueText(due)],
    ['state', stateText(paused, remark)],
    ...next
      .slice(0, SHOWN_DUE_TIMES)
      .map((time, i): Fact => [i > 0 ? '' : paused ? 'due if resumed' : 'next', dueTimeText(time, due)]),
    ['next', next.length === 0 ? 'never' : null],
    [
      'overlap',
      overlap === undefined
        ? 'set outside season-sync'
        : `${overlap}: due while its last sync is running, ${OVERLAP_EFFECTS[overlap]}`,
    ],
    ['catch-up', `what was missed up to ${durationText(schedule.catchupMs)} ago`],
    [
      'so far',
      `${thousands(started)} started, ${thousands(skipped)} left out for overlap, ${thousands(missed)} missed`,
    ],
    ['web UI', webUiUrl],
  ]
}

export function scheduleTable(
  schedules: readonly { readonly schedule: Schedule; readonly lastOutcome: string | null }[],
): string {
  return table(
    ['schedule', 'season', 'type', 'source', 'due', 'state', 'next', 'last run'],
    schedules.map(({ schedule: { name, input, due, paused, next }, lastOutcome }) => [
      name,
      input.season,
      input.seasonType,
      input.source,
      dueText(due),
      paused ? 'paused' : 'active',
      paused ? '' : next[0] === undefined ? 'never' : localTime(next[0]),
      lastOutcome ?? 'none yet',
    ]),
  )
}

export function runTable(runs: readonly ScheduledRun[]): string {
  return table(
    ['due', 'started', 'time', 'outcome', 'run', 'how', 'cause'],
    runs.map((run) => [
      run.dueAt === null ? '' : localTime(run.dueAt),
      localTime(run.startedAt),
      run.endedAt === null ? '' : duration(run.endedAt.getTime() - run.startedAt.getTime()),
      run.outcome,
      run.runId ?? '',
      run.runId === null
        ? run.outcome === 'running'
          ? 'waits its turn'
          : ''
        : run.joined
          ? 'joined'
          : 'its own',
      run.cause,
    ]),
  )
}

/** A schedule in `--json`. */
export function scheduleJson(schedule: Schedule) {
  const { input, due, overlap, catchupMs, paused, remark, next } = schedule
  return {
    name: schedule.name,
    scheduleId: schedule.scheduleId,
    source: input.source,
    season: input.season,
    seasonType: input.seasonType,
    only: input.only ?? null,
    pace: input.pace ?? null,
    recheck: input.recheck ?? null,
    today: input.latest ?? false,
    acceptRemovals: input.acceptRemovals ?? false,
    cron: due !== undefined && 'cron' in due ? due.cron : null,
    timezone: due !== undefined && 'cron' in due ? due.timezone : null,
    everySeconds: due !== undefined && 'everyMs' in due ? due.everyMs / 1000 : null,
    overlap: overlap ?? null,
    catchupSeconds: catchupMs / 1000,
    paused,
    remark,
    next: next.slice(0, SHOWN_DUE_TIMES),
    started: schedule.started,
    skipped: schedule.skipped,
    missed: schedule.missed,
    createdAt: schedule.createdAt,
    updatedAt: schedule.updatedAt ?? null,
  }
}

/** A scheduled run in `--json`. */
export function runJson({ workflow, ...run }: ScheduledRun) {
  return {
    ...run,
    workflowId: workflow?.workflowId ?? null,
    workflowRunId: workflow?.runId ?? null,
    workflowStatus: workflow?.status ?? null,
  }
}
