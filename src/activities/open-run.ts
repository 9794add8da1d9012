import { Context, getClient } from '@temporalio/activity'
import type pg from 'pg'
import { clusterIdOf } from '../contracts/cluster.js'
import { fetchQueue } from '../contracts/names.js'
import type { OpenedRun, SeasonSyncInput } from '../contracts/season-run.js'
import type { SourceName } from '../contracts/source-names.js'
import type { Dataset } from '../datasets/dataset.js'
import { messageOf, UserError } from '../errors.js'
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
    const { pool } = sourceOf(deps, input.source).database
    const execution = await executionOf(startedAtMs)
    const open = async (): Promise<OpenedRun> => {
      await openRun(pool, { runId, ...execution }, input)
      if (wasReset(runId)) await reopenRun(pool, runId)
      await checkTables(pool, input)
      return datasetQueue(fetchQueue(input.source), execution.namespace)
    }
    const services = (): Services =>
      servicesOf(input.datasets.map(({ name }) => requireDataset(input.source, name)))
    return checkDatabaseAndSource(deps, input.source, open, services, isAwaited(input))
  }
}

/**
 * A scheduled run and one of a backfill have no person waiting at a terminal: requests wait until a source that is down
 * comes back. A run from the archive asks for nothing.
 */
const isAwaited = ({ trigger, backfillId, fromArchive }: SeasonSyncInput): boolean =>
  backfillId === undefined && fromArchive !== true && (trigger === 'manual' || trigger === 'library')

type Services = readonly string[] | undefined

/** The services that datasets ask; undefined: they may ask any, for a dataset of a user that does not tell. */
export function servicesOf(datasets: readonly Dataset[]): Services {
  const asked = datasets.map(({ services }) => services)
  return asked.some((services) => services === undefined) ? undefined : asked.flatMap((each) => each ?? [])
}

/** What the record keeps of the execution of the workflow that opens it. */
export async function executionOf(startedAtMs: number) {
  const { info } = Context.current()
  return {
    workflowId: info.workflowExecution?.workflowId ?? '',
    namespace: info.namespace ?? 'default',
    startedAt: new Date(startedAtMs),
    clusterId: await clusterIdOf(getClient()),
  }
}

/**
 * Checks that the database holds the source, opens a record, and then, if a person waits for it (`awaited`), that the
 * services of the source can be reached.
 */
export async function checkDatabaseAndSource<T>(
  deps: Deps,
  source: SourceName,
  open: () => Promise<T>,
  services: () => Services,
  awaited = true,
): Promise<T> {
  const { client, database } = sourceOf(deps, source)
  const held = await claimDatabase(database.pool, source)
  if (held !== source) {
    throw permanent(
      'OtherSource',
      `the worker's database holds the source ${held}, this sync is of ${source}; use another database`,
    )
  }
  const opened = await open()
  if (!awaited) return opened
  try {
    await client.checkReachable(withoutApart(services(), client.apart))
  } catch (error) {
    if (error instanceof SourceError && Context.current().info.attempt >= REACH_ATTEMPTS)
      throw permanent('SourceUnreachable', error)
    throw error
  }
  return opened
}

/** Services without those apart, by which a run that asks others as well does not stand or fall. */
function withoutApart(services: Services, apart: readonly string[] = []): Services {
  const others = services?.filter((service) => !apart.includes(service))
  return others?.length === 0 ? services : others
}

/** The queue of the fetches, where a worker takes workflows from it: those of earlier builds do not. */
async function datasetQueue(name: string, namespace: string): Promise<OpenedRun> {
  try {
    const queue = { namespace, taskQueue: { name } } // of the type for workflows, if none is named
    const { pollers } = await getClient().workflowService.describeTaskQueue(queue)
    return (pollers ?? []).length > 0 ? { datasetQueue: name } : {}
  } catch (error) {
    // Only the speed of the workflows depends on it: the season's own queue is served for certain.
    Context.current().log.warn(
      `The datasets run on the season's own task queue: Temporal does not describe ${name} (${messageOf(error)})`,
    )
    return {}
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
