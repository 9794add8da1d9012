import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleDescription,
  type ScheduleHandle,
  ScheduleOverlapPolicy,
} from '@temporalio/client'
import { COMMAND } from '../contracts/next-step.js'
import type { SourceName } from '../contracts/source-names.js'
import { messageOf, UserError } from '../errors.js'
import {
  checkName,
  describeSync,
  isAsDefined,
  readDefinition,
  scheduleIdOf,
  scheduleOptions,
  type ScheduleDefinition,
} from './definition.js'

export { defineSchedule, type ScheduleRequest } from './definition.js'

/** A schedule and how it stands, by Temporal's account. */
export interface Schedule extends ScheduleDefinition {
  readonly name: string
  readonly scheduleId: string
  readonly paused: boolean
  /** Why it is paused, or what else somebody noted. */
  readonly remark: string
  /** The next due times, as many as Temporal tells (10); they pass without a run while it is paused. */
  readonly next: readonly Date[]
  readonly started: number
  /** Due times that passed while the sync of an earlier one went on. */
  readonly skipped: number
  /** Due times that passed while Temporal was down, too long ago to be made up for. */
  readonly missed: number
  readonly createdAt: Date
  readonly updatedAt: Date | undefined
  /** Workflows that it started lately and those that it has running, oldest first. */
  readonly workflows: readonly { readonly workflowId: string; readonly firstExecutionRunId: string }[]
}

/**
 * Creates a schedule, or brings the one of this name up to the definition; repeated, it changes nothing. A schedule
 * that is paused stays so: its definition says nothing of why somebody stopped it. Throws a UserError (exit 2) for what
 * Temporal does not accept.
 */
export async function saveSchedule(
  client: Client,
  definition: ScheduleDefinition,
  { paused = false }: { readonly paused?: boolean } = {},
): Promise<'created' | 'updated' | 'unchanged'> {
  const options = scheduleOptions(definition)
  const note = describeSync(definition.input)
  try {
    await client.schedule.create({
      ...options,
      state: { paused, note: paused ? `${note} ${CREATED_PAUSED}` : note },
    })
    return 'created'
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw refusal(error, definition)
  }
  const handle = client.schedule.getHandle(options.scheduleId)
  const present = await handle.describe()
  const pause = paused && !present.state.paused
  if (isAsDefined(present, definition) && !pause) return 'unchanged'
  const remark = pause ? CREATED_PAUSED : remarkOf(present)
  const { scheduleId: _id, ...changed } = options
  try {
    await handle.update(({ state }) => ({
      ...changed,
      state: { ...state, paused: state.paused || paused, note: `${note} ${remark}`.trim() },
    }))
  } catch (error) {
    throw refusal(error, definition)
  }
  return 'updated'
}

const CREATED_PAUSED = 'Paused from its creation.'

/** The SDK makes a TypeError of what the server finds wrong with an argument. */
function refusal(error: unknown, { due }: ScheduleDefinition): unknown {
  if (!(error instanceof TypeError)) return error
  const what = due === undefined || 'everyMs' in due ? 'the schedule' : `'${due.cron}' in ${due.timezone}`
  return new UserError(`Temporal does not accept ${what}: ${messageOf(error)}.`, 2)
}

/** Every schedule of this project, by name. One that was made or deleted a moment ago may be missing or still there. */
export async function listSchedules(client: Client): Promise<readonly Schedule[]> {
  const found: Promise<Schedule | undefined>[] = []
  for await (const { scheduleId, action } of client.schedule.list()) {
    if (!scheduleId.startsWith(scheduleIdOf('')) || action?.workflowType !== 'scheduledSync') continue
    found.push(
      readSchedule(client, scheduleId.slice(scheduleIdOf('').length)).catch((error: unknown) => {
        if (error instanceof UserError) return undefined // deleted meanwhile, or not made by us
        throw error
      }),
    )
  }
  const schedules = (await Promise.all(found)).flatMap((schedule) => schedule ?? [])
  return schedules.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** One schedule. Throws a UserError (exit 2) where there is none. */
export async function readSchedule(client: Client, name: string): Promise<Schedule> {
  return withSchedule(client, name, async (handle) => {
    const description = await handle.describe()
    const definition = readDefinition(description)
    if (definition === undefined)
      throw new UserError(`The schedule ${handle.scheduleId} was not made by season-sync.`, 2)
    return scheduleOf(name, description, definition)
  })
}

function scheduleOf(
  name: string,
  description: ScheduleDescription,
  definition: ScheduleDefinition,
): Schedule {
  const { scheduleId, info, state } = description
  const workflows = [...info.recentActions.map(({ action }) => action), ...info.runningActions].map(
    ({ workflow }) => workflow,
  )
  return {
    ...definition,
    name,
    scheduleId,
    paused: state.paused,
    remark: remarkOf(description),
    next: info.nextActionTimes,
    started: info.numActionsTaken,
    skipped: info.numActionsSkippedOverlap,
    missed: info.numActionsMissedCatchupWindow,
    createdAt: info.createdAt,
    updatedAt: info.lastUpdatedAt,
    workflows: [...new Map(workflows.map((workflow) => [workflow.firstExecutionRunId, workflow])).values()],
  }
}

/** What a note says beside what the schedule does; the Web UI lets people write whole notes of their own. */
function remarkOf(description: ScheduleDescription): string {
  const note = description.state.note ?? ''
  const definition = readDefinition(description)
  const what = definition === undefined ? '' : describeSync(definition.input)
  return (note.startsWith(what) ? note.slice(what.length) : note).trim()
}

/** Nothing is started from now on; what runs goes on. The reason stands in the Web UI, after what the schedule does. */
export async function pauseSchedule(client: Client, name: string, reason?: string): Promise<void> {
  const { input } = await readSchedule(client, name)
  await withSchedule(client, name, (handle) =>
    handle.pause(`${describeSync(input)} Paused${reason === undefined ? '' : `: ${reason}`}.`),
  )
}

export async function resumeSchedule(client: Client, name: string, reason?: string): Promise<void> {
  const { input } = await readSchedule(client, name)
  await withSchedule(client, name, (handle) =>
    handle.unpause(`${describeSync(input)}${reason === undefined ? '' : ` Resumed: ${reason}.`}`),
  )
}

/**
 * Starts a run now, paused or not. Whoever asks wants an answer, so that no overlap policy leaves the request out: if a
 * sync of the season goes on, the run joins it or waits its turn.
 */
export async function triggerSchedule(client: Client, name: string): Promise<void> {
  await withSchedule(client, name, (handle) => handle.trigger(ScheduleOverlapPolicy.ALLOW_ALL))
}

/**
 * Nothing is started from now on; what runs goes on, and the history of its runs stays. Returns the source of those
 * runs, if the schedule was made by season-sync.
 */
export async function deleteSchedule(client: Client, name: string): Promise<SourceName | undefined> {
  return withSchedule(client, name, async (handle) => {
    const definition = readDefinition(await handle.describe())
    await handle.delete()
    return definition?.input.source
  })
}

async function withSchedule<T>(
  client: Client,
  name: string,
  work: (handle: ScheduleHandle) => Promise<T>,
): Promise<T> {
  checkName(name)
  try {
    return await work(client.schedule.getHandle(scheduleIdOf(name)))
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error
    throw new UserError(`There is no schedule ${name}; see: ${COMMAND.scheduleList}`, 2)
  }
}
