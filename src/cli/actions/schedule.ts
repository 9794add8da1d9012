import type { Client } from '@temporalio/client'
import { checkDatabaseFor } from '../../connect/agreement.js'
import { openClient, openSession } from '../../connect/session.js'
import { COMMAND } from '../../contracts/next-step.js'
import { isSource, type SourceName } from '../../contracts/source-names.js'
import { UserError } from '../../errors.js'
import { DEFAULT_TIMEZONE, isOverlap, type DueTimes } from '../../schedules/definition.js'
import { latestOutcome, scheduledRuns } from '../../schedules/scheduled-runs.js'
import {
  defineSchedule,
  deleteSchedule,
  listSchedules,
  pauseSchedule,
  readSchedule,
  resumeSchedule,
  saveSchedule,
  triggerSchedule,
} from '../../schedules/schedules.js'
import { readSettings, type Settings } from '../../settings.js'
import { type StackInfo, readConfigured } from '../../stack/index.js'
import {
  nextDueText,
  scheduleFacts,
  scheduleJson,
  scheduleTable,
  runJson,
  runTable,
} from '../reports/schedule-report.js'
import { printJson } from '../print-json.js'
import { facts, print, printNotice } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface CreateOptions {
  readonly cron?: string
  readonly every?: number
  readonly timezone?: string
  readonly season: string
  readonly seasonType?: string
  readonly source: string
  readonly only?: readonly string[]
  readonly pace?: number
  readonly recheck?: number | 'all'
  readonly today?: boolean
  readonly acceptRemovals?: boolean
  readonly overlap: string
  readonly catchup?: number
  readonly paused?: boolean
  readonly json?: boolean
}

/** Options of the commands that change a schedule. */
export interface NoteOptions {
  readonly note?: string
  readonly json?: boolean
}

export async function create(name: string, options: CreateOptions): Promise<void> {
  const settings = readSettings()
  const { source, overlap, catchup, season, seasonType, only, pace, acceptRemovals, recheck, today } = options
  const { paused = false } = options
  const definition = defineSchedule(
    {
      name,
      due: dueTimes(options),
      season,
      ...(isSource(source) && { source }),
      ...(seasonType !== undefined && { seasonType }),
      ...(only !== undefined && { only }),
      ...(pace !== undefined && { pace }),
      ...(acceptRemovals !== undefined && { acceptRemovals }),
      ...(recheck !== undefined && { recheck }),
      ...(today === true && { latest: true }),
      ...(isOverlap(overlap) && { overlap }),
      ...(catchup !== undefined && { catchupMs: catchup }),
    },
    settings,
  )
  if (settings.databaseUrl !== undefined)
    await checkDatabaseFor(definition.input.source, settings.databaseUrl)
  await withTemporal(settings, definition.input.source, async (client, info) => {
    const done = await saveSchedule(client, definition, { paused })
    const schedule = await readSchedule(client, name)
    if (options.json === true) return printJson('savedSchedule', { done, ...scheduleJson(schedule) })
    const verb = { created: 'Created', updated: 'Updated', unchanged: 'Nothing to change:' }[done]
    print(`${verb} the schedule ${name}; ${nextDueText(schedule)}`)
    if (schedule.next.length === 0) printNotice('No time matches: the schedule will never start a sync.')
    if (info !== undefined && !info.pinned)
      printNotice(`It starts syncs only while the stack runs; keep it up with: ${COMMAND.up}`)
  })
}

function dueTimes({ cron, every, timezone }: CreateOptions): DueTimes {
  if (cron !== undefined) return { cron, timezone: timezone ?? DEFAULT_TIMEZONE }
  if (every === undefined) throw new UserError("When? Give --cron '0 6 * * *' or --every 6h.", 2)
  if (timezone !== undefined) throw new UserError('--timezone goes with --cron; --every has none.', 2)
  return { everyMs: every }
}

export async function list(json: boolean): Promise<void> {
  await withTemporal(readSettings(), 'nba', async (client) => {
    const schedules = await Promise.all(
      (await listSchedules(client)).map(async (schedule) => ({
        schedule,
        lastOutcome: (await latestOutcome(client, schedule)) ?? null,
      })),
    )
    if (json)
      printJson(
        'schedules',
        schedules.map(({ schedule, lastOutcome }) => ({ ...scheduleJson(schedule), lastOutcome })),
      )
    else if (schedules.length === 0)
      print(`There is no schedule yet; make one with: ${COMMAND.scheduleCreate}`)
    else print(scheduleTable(schedules))
  })
}

export async function show(name: string, json: boolean): Promise<void> {
  const settings = readSettings()
  await withTemporal(settings, 'nba', async (client, info) => {
    const schedule = await readSchedule(client, name)
    const runs = await withPostgres(
      settings,
      async ({ database }) => scheduledRuns(client, await database.prisma(), schedule),
      schedule.input.source,
    )
    const webUi = info === undefined ? settings.webUiUrl : info.webUiUrl
    const webUiUrl =
      webUi === undefined ? null : scheduleLink(webUi, client.options.namespace, schedule.scheduleId)
    if (json)
      return printJson('scheduleDetails', { ...scheduleJson(schedule), webUiUrl, runs: runs.map(runJson) })
    print(facts(scheduleFacts(schedule, webUiUrl)))
    print(runs.length === 0 ? '\nIt has not started a run yet.' : `\nRuns, newest first\n${runTable(runs)}`)
  })
}

const scheduleLink = (webUi: string, namespace: string, id: string): string =>
  `${webUi}/namespaces/${encodeURIComponent(namespace)}/schedules/${encodeURIComponent(id)}`

export async function pause(name: string, { note, json }: NoteOptions): Promise<void> {
  await withTemporal(readSettings(), 'nba', async (client) => {
    await pauseSchedule(client, name, note)
    if (json === true) return printJson('schedule', scheduleJson(await readSchedule(client, name)))
    print(`Paused the schedule ${name}; resume it with: ${COMMAND.scheduleResume(name)}`)
  })
}

export async function resume(name: string, { note, json }: NoteOptions): Promise<void> {
  await withTemporal(readSettings(), 'nba', async (client) => {
    await resumeSchedule(client, name, note)
    const schedule = await readSchedule(client, name)
    if (json === true) return printJson('schedule', scheduleJson(schedule))
    print(`Resumed the schedule ${name}; ${nextDueText(schedule)}`)
  })
}

export async function trigger(name: string, { json }: NoteOptions): Promise<void> {
  await withTemporal(readSettings(), 'nba', async (client) => {
    await triggerSchedule(client, name)
    if (json === true) return printJson('schedule', scheduleJson(await readSchedule(client, name)))
    print(`Started a run of the schedule ${name}; see: ${COMMAND.scheduleShow(name)}`)
  })
}

export async function remove(name: string, { json }: NoteOptions): Promise<void> {
  await withTemporal(readSettings(), 'nba', async (client) => {
    const source = await deleteSchedule(client, name)
    if (json === true) return printJson('deletedSchedule', { name, deleted: true })
    print(`Deleted the schedule ${name}; its runs stay in: ${COMMAND.history(source)}`)
  })
}

/**
 * Works with the configured Temporal, for which nothing has to be started, or with the embedded stack. The stack starts
 * with the source's database and a worker, since both must exist when a schedule starts a sync.
 */
async function withTemporal(
  settings: Settings,
  source: SourceName,
  work: (client: Client, embedded: StackInfo | undefined) => Promise<void>,
): Promise<void> {
  if (readConfigured(settings).temporal !== undefined) return work(await openClient(), undefined)
  const session = await openSession(settings, { need: 'all', source, onProgress: printNotice })
  try {
    await work(await openClient(session.info), session.info)
  } finally {
    await session.close()
  }
}
