import type { Client, WorkflowHandle } from '@temporalio/client'
import { defaultPayloadConverter } from '@temporalio/common'
import type pg from 'pg'
import { clusterIdOf } from '../contracts/cluster.js'
import { SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import type { SeasonSyncInput } from '../contracts/season-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { closeOrphanedRun, openRun, withoutRecord } from '../store/runs/runs.js'
import { heldSource } from '../store/runs/workers.js'
import { endInTemporal } from './end-in-temporal.js'
import { presentExecution } from './present-execution.js'

/** Season's runs that Temporal keeps and that did not succeed. */
const NOT_SUCCEEDED = `WorkflowType = 'seasonSync' and ExecutionStatus in ('Failed', 'Terminated', 'TimedOut', 'Canceled')`

/**
 * Records the runs that ended before their record was opened, mostly because the database refused that first write. Returns
 * their ids. A run whose record was opened and is gone is left out: the database was restored, and what it had of the run
 * is not known. `sources`: those whose data may be in this database.
 */
export async function recordUnopenedRuns(
  client: Client,
  pool: pg.Pool,
  sources: readonly SourceName[],
): Promise<readonly string[]> {
  const held = await heldSource(pool)
  const own = sources.filter((source) => held === undefined || source === held)
  const found = new Map<string, string>()
  for await (const { workflowId, runId, typedSearchAttributes } of client.workflow.list({
    query: NOT_SUCCEEDED,
  })) {
    const source = typedSearchAttributes.get(SEARCH_ATTRIBUTES.source)
    if (own.some((name) => name === source))
      found.set(typedSearchAttributes.get(SEARCH_ATTRIBUTES.runId) ?? runId, workflowId)
  }
  const recorded: string[] = []
  for (const runId of await withoutRecord(pool, [...found.keys()]))
    if (await recordUnopened(client, pool, { runId, workflowId: found.get(runId) ?? '' }))
      recorded.push(runId)
  return recorded
}

async function recordUnopened(
  client: Client,
  pool: pg.Pool,
  run: { readonly runId: string; readonly workflowId: string },
): Promise<boolean> {
  const present = await presentExecution(client, run)
  const end = present && (await endInTemporal(client, present))
  if (present === undefined || end === undefined) return false
  const { events } = await client.workflow.getHandle(run.workflowId, present.runId).fetchHistory()
  const input = inputOf(events ?? [])
  if (input === undefined || wasOpened(events ?? [])) return false
  const namespace = client.options.namespace
  const clusterId = await clusterIdOf(client)
  await openRun(pool, { ...run, namespace, startedAt: present.startTime, clusterId }, input)
  await closeOrphanedRun(pool, run.runId, end, present.closeTime)
  return true
}

type Events = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>

function inputOf(events: Events): SeasonSyncInput | undefined {
  const payload = events[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]
  return payload ? defaultPayloadConverter.fromPayload<SeasonSyncInput>(payload) : undefined
}

function wasOpened(events: Events): boolean {
  const opening = events.find(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'openRunRecord',
  )
  return events.some(
    ({ activityTaskCompletedEventAttributes: completed }) =>
      opening !== undefined && String(completed?.scheduledEventId) === String(opening.eventId),
  )
}
