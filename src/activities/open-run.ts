import { Context, getClient } from '@temporalio/activity'
import type pg from 'pg'
import { clusterIdOf } from '../contracts/cluster.js'
import { fetchQueue } from '../contracts/names.js'
import type { OpenedRun, SeasonSyncInput } from '../contracts/season-run.js'
import { UserError } from '../errors.js'
import { SourceError } from '../sources/judge/source-error.js'
import { checkCatalogue } from '../store/database/catalogue-check.js'
import { openRun, reopenRun } from '../store/runs/runs.js'
import { claimDatabase } from '../store/runs/workers.js'
import { requireDataset } from './dataset-of.js'
import type { Deps } from './deps.js'
import { permanent } from './failures.js'
import { wasReset } from './reset.js'
import { sourceOf } from './source-of.js'

/** Attempts to reach the source: few, so that a person at the terminal sees within seconds that an address is wrong. */
const REACH_ATTEMPTS = 3

/**
 * Opens the record of a run. Checks that the database holds this source, that its tables fit, and that the source can
 * be reached.
 */
export function createOpenRun(deps: Deps) {
  return async function openRunRecord(
    input: SeasonSyncInput,
    runId: string,
    startedAtMs: number,
  ): Promise<OpenedRun> {
    const { client, database } = sourceOf(deps, input.source)
    const held = await claimDatabase(database.pool, input.source)
    if (held !== input.source) {
      throw permanent(
        'OtherSource',
        `the worker's database holds the source ${held}, this sync is of ${input.source}; use another database`,
      )
    }
    const { info } = Context.current()
    const run = {
      runId,
      workflowId: info.workflowExecution?.workflowId ?? '',
      namespace: info.namespace ?? 'default',
      startedAt: new Date(startedAtMs),
      clusterId: await clusterIdOf(getClient()),
    }
    await openRun(database.pool, run, input)
    if (wasReset(runId)) await reopenRun(database.pool, runId)
    await checkTables(database.pool, input)
    const opened = await datasetQueue(fetchQueue(input.source), run.namespace)
    if (input.fromArchive === true) return opened
    // A scheduled run has no person waiting at a terminal: its requests wait until a source that is down comes back.
    if (input.trigger !== 'manual' && input.trigger !== 'library') return opened
    try {
      await client.checkReachable(servicesOf(input))
    } catch (error) {
      if (error instanceof SourceError && info.attempt >= REACH_ATTEMPTS)
        throw permanent('SourceUnreachable', error)
      throw error
    }
    return opened
  }
}

/** The services that the run asks; undefined: it may ask any, for a dataset of a user that does not tell. */
function servicesOf({ source, datasets }: SeasonSyncInput): readonly string[] | undefined {
  const asked = datasets.map(({ name }) => requireDataset(source, name).services)
  return asked.some((services) => services === undefined) ? undefined : asked.flatMap((each) => each ?? [])
}

/** The queue of the fetches, where a worker takes workflows from it: those of earlier builds do not. */
async function datasetQueue(name: string, namespace: string): Promise<OpenedRun> {
  try {
    const queue = { namespace, taskQueue: { name } } // of the type for workflows, if none is named
    const { pollers } = await getClient().workflowService.describeTaskQueue(queue)
    return (pollers ?? []).length > 0 ? { datasetQueue: name } : {}
  } catch {
    return {} // the season's own queue is served for certain
  }
}

/** Fails the run if a table lacks a column: its merges would be retried for ever. */
async function checkTables(pool: pg.Pool, { source, datasets }: SeasonSyncInput): Promise<void> {
  const known = datasets.map(({ name }) => requireDataset(source, name))
  try {
    await checkCatalogue(pool, known)
  } catch (error) {
    throw error instanceof UserError ? permanent('Invalid', error) : error
  }
}
