import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client'
import { WorkflowIdConflictPolicy } from '@temporalio/common'
import type pg from 'pg'
import { QUEUE, seasonWorkflowId, type SeasonSyncInput, type Trigger } from './contracts.js'
import { selectDatasets } from './datasets/catalogue.js'
import { checkSeason, easternToday, seasonTypeOf, slugOf } from './datasets/season.js'
import { messageOf, UserError } from './errors.js'
import type { Settings } from './settings.js'
import { createSource } from './sources/create.js'
import type { SourceName } from './sources/source.js'
import { schemaState } from './store/migrations.js'
import { heldSource, liveWorkers } from './store/workers.js'
import { urgencyOf } from './urgency.js'
import { seasonStart } from './workflows/season-start.js'
import type { seasonSync } from './workflows/season-sync.js'

/** What a person asks for. */
export interface SyncRequest {
  readonly season: string
  readonly source?: SourceName
  /** 'Regular Season' unless told otherwise; any writing of it. */
  readonly seasonType?: string
  readonly only?: readonly string[]
  /** Requests per second. */
  readonly pace?: number
  readonly acceptRemovals?: boolean
  readonly trigger?: Trigger
  /** The run whose missing requests alone are asked for; `only` names its datasets that are not whole. */
  readonly retryOf?: string
}

export type SyncHandle = WorkflowHandleWithFirstExecutionRunId<typeof seasonSync>

/** Checks a request and gives the workflow's input. Nothing is contacted. Throws a UserError (exit 2). */
export function syncInput(request: SyncRequest, settings: Settings): SeasonSyncInput {
  try {
    const today = easternToday(settings.today)
    const source = request.source ?? 'nba'
    const scope = {
      season: checkSeason(request.season, today),
      seasonType: seasonTypeOf(request.seasonType ?? 'Regular Season'),
    }
    const selected = selectDatasets(source, scope, request.only)
    const datasets =
      request.retryOf === undefined ? selected : selected.filter(({ name }) => request.only?.includes(name))
    if (datasets.length === 0)
      throw new Error(`there is no dataset of ${source} for ${scope.season} ${scope.seasonType}`)
    const names = new Set(datasets.map((dataset) => dataset.name))
    const trigger = request.trigger ?? 'manual'
    return {
      ...scope,
      source,
      trigger,
      urgency: urgencyOf(scope.season, trigger, today),
      datasets: datasets.map(({ name, needs }) => ({ name, after: needs.filter((need) => names.has(need)) })),
      today,
      ...(request.pace !== undefined && { pace: request.pace }),
      ...(request.acceptRemovals === true && { acceptRemovals: true }),
      ...(request.retryOf !== undefined && { retryOf: request.retryOf }),
    }
  } catch (error) {
    throw new UserError(sentence(messageOf(error)), 2)
  }
}

/**
 * Starts the sync of a season, after a look that what the command knows agrees with what the workers know. Throws a
 * UserError where it does not, where no worker is there, or where a sync of this season is running (`join` attaches
 * to that one instead).
 */
export async function startSync(
  client: Client,
  pool: pg.Pool,
  settings: Settings,
  input: SeasonSyncInput,
  ifRunning: 'refuse' | 'join' = 'refuse',
): Promise<SyncHandle> {
  await checkAgreement(pool, settings, input.source)
  const workflowId = seasonWorkflowId(input.source, input.season, slugOf(input.seasonType))
  try {
    return await client.workflow.start<typeof seasonSync>('seasonSync', {
      workflowId,
      taskQueue: QUEUE,
      args: [input],
      workflowIdConflictPolicy:
        ifRunning === 'join' ? WorkflowIdConflictPolicy.USE_EXISTING : WorkflowIdConflictPolicy.FAIL,
      ...seasonStart(input),
    })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
    throw new UserError(
      `A sync of ${input.season} ${input.seasonType} is running already (${workflowId}); add --if-running join to follow it, or cancel it first.`,
    )
  }
}

/** Compares schema, source and addresses with those of the workers. */
async function checkAgreement(pool: pg.Pool, settings: Settings, source: SourceName): Promise<void> {
  const schema = await schemaState(pool)
  if (!schema.current) {
    throw new UserError(
      `The database lacks the migrations ${[...schema.missing, ...schema.failed].join(', ')}; run: season-sync migrate`,
    )
  }
  await refuseOtherSource(pool, source)
  const workers = await presentWorkers(pool, settings)
  if (workers.length === 0) {
    throw new UserError('No worker is connected to this database; start one with: season-sync worker')
  }
  const mine = createSource(source, settings).addresses()
  for (const worker of workers) {
    for (const [service, address] of Object.entries(mine)) {
      const theirs = worker.addresses[source]?.[service]
      if (theirs !== address) {
        throw new UserError(
          `The ${service} address here is ${address}, that of the worker on ${worker.host} (pid ${worker.pid}) is ${theirs ?? 'unset'}; start both with the same settings.`,
        )
      }
    }
  }
}

/** One database holds one source. Throws a UserError with both where the database holds another. */
export async function refuseOtherSource(pool: pg.Pool, source: SourceName): Promise<void> {
  const held = await heldSource(pool)
  if (held !== undefined && held !== source) {
    throw new UserError(
      `This database holds the source ${held}, the sync is of ${source}; set DATABASE_URL to another database.`,
    )
  }
}

/** The embedded worker joins a database within a second of its creation. */
const JOIN_MS = 10_000
const LOOK_MS = 200

/** The live workers of a database; those of the embedded stack get a moment to find one that was just created. */
async function presentWorkers(pool: pg.Pool, settings: Settings): ReturnType<typeof liveWorkers> {
  const until = performance.now() + (settings.databaseUrl === undefined ? JOIN_MS : 0)
  for (;;) {
    const workers = await liveWorkers(pool)
    if (workers.length > 0 || performance.now() >= until) return workers
    await sleep(LOOK_MS)
  }
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
