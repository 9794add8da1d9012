import { isDeepStrictEqual } from 'node:util'
import type { ScheduleDescription, ScheduleOptions } from '@temporalio/client'
import { z } from 'zod'
import { canonicalName } from '../contracts/dataset-names.js'
import { QUEUE, scheduleTrigger } from '../contracts/names.js'
import { SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import { COMMAND } from '../contracts/next-step.js'
import type { ScheduledSyncInput } from '../contracts/scheduled-run.js'
import { SOURCE_NAMES } from '../contracts/source-names.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import { seasonsInput, type SeasonsOrder } from '../datasets/seasons.js'
import { syncInput } from '../datasets/selection.js'
import { UserError } from '../errors.js'
import { seasonDue } from '../season/season-due.js'
import { isAll, isSeveral } from '../season/season-list.js'
import { SEASON_TYPES, seasonTypeOf } from '../season/season.js'
import { asSeason } from '../season/spelling.js'
import type { Settings } from '../settings.js'

/** The due times of a schedule: a cron expression in a time zone, or an interval in milliseconds, counted from 1970. */
export type DueTimes = { readonly cron: string; readonly timezone: string } | { readonly everyMs: number }

/** Policies for a due time whose last sync is still running, with Temporal's names. */
export const OVERLAPS = {
  skip: 'SKIP',
  'buffer-one': 'BUFFER_ONE',
  'buffer-all': 'BUFFER_ALL',
  'allow-all': 'ALLOW_ALL',
  'cancel-other': 'CANCEL_OTHER',
} as const
export type Overlap = keyof typeof OVERLAPS

/** The league's time zone, which decides game days and the roll-over of seasons. */
export const DEFAULT_TIMEZONE = 'America/New_York'

/**
 * A due time that passed while Temporal was down is made up for within this time: longer than an upgrade or a closed
 * laptop lid, too short for last night's sync to start in the middle of the next evening's games.
 */
export const DEFAULT_CATCHUP_MS = 3_600_000

/** Temporal's own limits, milliseconds: the shortest interval, and the shortest catch-up (it raises shorter ones). */
const SHORTEST_EVERY_MS = 1_000
const SHORTEST_CATCHUP_MS = 10_000

/** A schedule as a person defines it. */
export interface ScheduleRequest extends Omit<
  SyncRequest,
  'season' | 'trigger' | 'rebuild' | 'retryOf' | 'narrow'
> {
  /** Letters, digits, '-', '_' and '.'; at most 60. */
  readonly name: string
  /** A season like '2025-26', or 'current' (the default); a list or a range of them for a backfill. */
  readonly season?: string
  readonly due: DueTimes
  /** Default: 'skip'. */
  readonly overlap?: Overlap
  readonly catchupMs?: number
  /** Yesterday's and today's games alone, as `season-sync today` brings them. */
  readonly latest?: true
}

/** A schedule as it is kept in Temporal. */
export interface ScheduleDefinition {
  readonly input: ScheduledSyncInput
  /** Undefined for times that were set outside season-sync. */
  readonly due: DueTimes | undefined
  /** Undefined for a policy that was set outside season-sync. */
  readonly overlap: Overlap | undefined
  readonly catchupMs: number
}

/** Checks a request as far as that works without Temporal. Throws a UserError (exit 2). */
export function defineSchedule(request: ScheduleRequest, settings: Settings): ScheduleDefinition {
  const {
    name,
    season: named = 'current',
    due,
    overlap = 'skip',
    catchupMs = DEFAULT_CATCHUP_MS,
    latest,
    ...what
  } = request
  const season = asSeason(named)
  checkName(name)
  if (latest === true && (season !== 'current' || isAll(what.seasonType)))
    throw new UserError(
      `Today's games are of the current season; leave out --season${isAll(what.seasonType) ? '-type' : ''}.`,
      2,
    )
  if ('everyMs' in due) {
    if (due.everyMs < SHORTEST_EVERY_MS) throw new UserError('A schedule is due every second at most.', 2)
  } else checkCron(due)
  if (catchupMs < SHORTEST_CATCHUP_MS)
    throw new UserError(`The catch-up time is ${SHORTEST_CATCHUP_MS / 1000} s at least.`, 2)
  // Temporal stores the request as given; 'current' and the datasets are resolved at each due time.
  const { source, seasonType } = checkedScope({ ...what, season, trigger: scheduleTrigger(name) }, settings)
  return {
    input: {
      schedule: name,
      source,
      season,
      seasonType,
      ...(what.only !== undefined && { only: what.only.map(canonicalName) }),
      ...(what.pace !== undefined && { pace: what.pace }),
      ...(what.acceptRemovals === true && { acceptRemovals: true }),
      ...(what.recheck !== undefined && { recheck: what.recheck }),
      ...(latest === true && { latest }),
    },
    due,
    overlap,
    catchupMs,
  }
}

/** Checks what is asked for, of one season or of several, and gives its source and its season type. */
function checkedScope(
  request: SyncRequest & Pick<SeasonsOrder, 'trigger'>,
  settings: Settings,
): Pick<ScheduledSyncInput, 'source' | 'seasonType'> {
  const { season, seasonType, trigger, ...what } = request
  if (!isSeveral(season, seasonType)) {
    const due = seasonDue(season, new Date(), settings.today)
    return syncInput({ ...request, season: due }, settings)
  }
  const { input } = seasonsInput(
    { ...what, seasons: season, trigger, ...(seasonType !== undefined && { seasonType }) },
    settings,
  )
  return {
    source: input.source,
    seasonType: isAll(seasonType) ? 'all' : seasonTypeOf(seasonType ?? 'Regular Season'),
  }
}

/** Throws a UserError (exit 2) for an invalid name of a schedule. */
export function checkName(name: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(name)) {
    throw new UserError(
      "The name of a schedule has letters, digits, '-', '_' and '.', begins with a letter or digit and is at most 60 long.",
      2,
    )
  }
}

function checkCron({ cron, timezone }: { readonly cron: string; readonly timezone: string }): void {
  const wrong = (why: string): UserError => new UserError(`'${cron}' is not a cron expression: ${why}.`, 2)
  if (/^@every\b/.test(cron)) throw wrong('write --every 15m for an interval')
  if (/TZ=/.test(cron)) throw wrong('the time zone is given by --timezone')
  if (!/^[\w@*/,?-]+( [\w*/,?-]+)*$/.test(cron)) throw wrong('it has fields like 0 6 * * *')
  const fields = cron.split(' ').length
  if (!cron.startsWith('@') && (fields < 5 || fields > 7)) throw wrong('it has 5 to 7 fields, like 0 6 * * *')
  try {
    void new Intl.DateTimeFormat('en', { timeZone: timezone })
  } catch {
    throw new UserError(`There is no time zone '${timezone}'; write it like America/New_York.`, 2)
  }
}

/** The id of a schedule in Temporal. */
export const scheduleIdOf = (name: string): string => `season-sync/${name}`

/** The purpose of the schedule in one sentence, which is its note in the Web UI. */
export function describeSync(input: ScheduledSyncInput): string {
  const { source, season, seasonType, only, pace } = input
  const which = season === 'current' ? 'the current season (by Eastern date)' : season
  const what = only === undefined ? 'the datasets of every sync' : only.join(', ')
  const speed = pace === undefined ? '' : ` at ${pace} requests/s`
  if (input.latest === true)
    return `Brings yesterday's and today's games from ${source}: ${only === undefined ? 'results, lines, box scores and play-by-play' : what}${speed}.`
  const removals = input.acceptRemovals === true ? '; removes what the answers lack, however much' : ''
  const types = isAll(seasonType) ? 'all season types' : seasonType
  return `Brings ${which}, ${types}, from ${source} up to date: ${what}${speed}${removals}.`
}

const SEASON_DETAILS =
  "It starts the season's own workflow and waits for its end. If one runs already, it joins when the datasets are the same, otherwise it waits for its end."
const BACKFILL_DETAILS =
  'It starts a backfill and waits for its end. A season that another sync brings is left to that one when the datasets are the same; otherwise its end is waited for.'

/** The schedule for Temporal. */
export function scheduleOptions(definition: ScheduleDefinition): ScheduleOptions {
  const { input, due, overlap, catchupMs } = definition
  const { schedule, source, season, seasonType } = input
  const typedSearchAttributes = [
    { key: SEARCH_ATTRIBUTES.season, value: season },
    { key: SEARCH_ATTRIBUTES.seasonType, value: seasonType },
    { key: SEARCH_ATTRIBUTES.source, value: source },
    { key: SEARCH_ATTRIBUTES.trigger, value: scheduleTrigger(schedule) },
  ]
  return {
    scheduleId: scheduleIdOf(schedule),
    spec: specOf(due),
    policies: { overlap: OVERLAPS[overlap ?? 'skip'], catchupWindow: catchupMs },
    typedSearchAttributes,
    action: {
      type: 'startWorkflow',
      workflowType: 'scheduledSync',
      // Temporal appends the due time.
      workflowId: `season-sync/scheduled/${schedule}`,
      taskQueue: QUEUE,
      args: [input],
      typedSearchAttributes,
      memo: { schedule },
      staticSummary: `Schedule ${schedule}: ${season} ${seasonType} from ${source}`,
      staticDetails: `${describeSync(input)}\n\n${isSeveral(season, seasonType) ? BACKFILL_DETAILS : SEASON_DETAILS}\n\nSee: \`${COMMAND.scheduleShow(schedule)}\``,
    },
  }
}

/** The cron expression is repeated as its comment, since the server keeps only the calendar that it stands for. */
function specOf(due: DueTimes | undefined): ScheduleOptions['spec'] {
  if (due === undefined) return {}
  return 'cron' in due
    ? { cronExpressions: [`${due.cron} # ${due.cron}`], timezone: due.timezone }
    : { intervals: [{ every: due.everyMs }] }
}

const inputShape = z.object({
  schedule: z.string(),
  source: z.enum(SOURCE_NAMES),
  season: z.string(),
  seasonType: z.enum([...SEASON_TYPES, 'all']),
  only: z.array(z.string()).optional(),
  pace: z.number().optional(),
  acceptRemovals: z.boolean().optional(),
  recheck: z.union([z.number(), z.literal('all')]).optional(),
  latest: z.literal(true).optional(),
})

/** The definition of a schedule in Temporal; undefined for one that season-sync did not make. */
export function readDefinition({
  action,
  spec,
  policies,
}: ScheduleDescription): ScheduleDefinition | undefined {
  const input = inputShape.safeParse(action.args?.[0])
  if (action.workflowType !== 'scheduledSync' || !input.success) return undefined
  return {
    input: input.data,
    due: dueOf(spec),
    overlap: Object.keys(OVERLAPS).find(
      (name): name is Overlap => isOverlap(name) && OVERLAPS[name] === policies.overlap,
    ),
    catchupMs: policies.catchupWindow,
  }
}

export const isOverlap = (name: string): name is Overlap => Object.hasOwn(OVERLAPS, name)

function dueOf({ calendars, intervals, skip, timezone }: ScheduleDescription['spec']): DueTimes | undefined {
  const [calendar, ...calendarsMore] = calendars ?? []
  const [interval, ...intervalsMore] = intervals ?? []
  if (calendarsMore.length + intervalsMore.length + (skip?.length ?? 0) > 0) return undefined
  if (calendar?.comment && timezone && !interval) return { cron: calendar.comment, timezone }
  return interval && !calendar && !interval.offset ? { everyMs: interval.every } : undefined
}

/** Whether a schedule in Temporal equals its definition, including the texts in the Web UI. */
export function isAsDefined(description: ScheduleDescription, definition: ScheduleDefinition): boolean {
  const { action } = scheduleOptions(definition)
  return (
    isDeepStrictEqual(readDefinition(description), definition) &&
    description.action.staticDetails === action.staticDetails &&
    description.action.staticSummary === action.staticSummary
  )
}
