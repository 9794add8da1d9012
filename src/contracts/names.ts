import { isSource, SOURCE_NAMES, type SourceName } from './source-names.js'

/** Task queue of the seasons' workflows, and of the activities that use only the database. */
export const QUEUE = 'season-sync'

/**
 * Task queue of a source's fetches, so that it can have workers of its own. The workflows of datasets have the same one:
 * Temporal hands an activity over with the answer to a workflow task, which saves most of its cost, only on the
 * workflow's own queue.
 */
export const fetchQueue = (source: SourceName): string => `season-sync-fetch-${source}`

/** All task queues; a worker serves them all unless it is told otherwise. */
export const QUEUES: readonly string[] = [QUEUE, ...SOURCE_NAMES.map(fetchQueue)]

/**
 * `season-sync/nba/backfill`, and `season-sync/nba/seasons` for a `sync` of several seasons. A source has one of each at a
 * time: a second one would only share the pace with the first. A schedule's has an id of its own,
 * `season-sync/nba/backfill/nightly`: it is not to wait for days until all of history is there.
 */
export function seasonsWorkflowId(source: SourceName, trigger: string): string {
  const schedule = scheduleOfTrigger(trigger)
  if (schedule !== undefined) return `season-sync/${source}/backfill/${schedule}`
  return `season-sync/${source}/${trigger === 'backfill' ? 'backfill' : 'seasons'}`
}

const SCHEDULE_TRIGGER = 'schedule:'

/** The trigger of what a schedule starts. */
export const scheduleTrigger = (schedule: string): `schedule:${string}` => `${SCHEDULE_TRIGGER}${schedule}`

/** The name of the schedule that a trigger names; undefined for any other trigger. */
export const scheduleOfTrigger = (trigger: string): string | undefined =>
  trigger.startsWith(SCHEDULE_TRIGGER) ? trigger.slice(SCHEDULE_TRIGGER.length) : undefined

/** `season-sync/nba/2018-19/regular-season`: the fixed id is the only lock between two runs of a season. */
export function seasonWorkflowId(source: SourceName, season: string, typeSlug: string): string {
  return `season-sync/${source}/${season}/${typeSlug}`
}

/** The source of a workflow, by its id; undefined for any other text. */
export function sourceOfWorkflow(workflowId: string): SourceName | undefined {
  const [program, source] = workflowId.split('/')
  return program === 'season-sync' && source !== undefined && isSource(source) ? source : undefined
}

/** The id of a run of `today`, which runs beside a sync of its season. */
export const todayWorkflowId = (seasonId: string): string => `${seasonId}/today`
