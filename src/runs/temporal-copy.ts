import type { Client } from '@temporalio/client'
import pg from 'pg'
import { openClient, type Session } from '../connect/session.js'
import { isOfTemporal } from '../connect/temporal.js'
import { clusterIdOf, isOfAnother } from '../contracts/cluster.js'
import { RETENTION_DAYS } from '../contracts/namespace.js'
import { UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { readStackStatus, readConfigured } from '../stack/index.js'
import type { RunRecord } from '../store/runs/history.js'
import { failingTries, trySentence, type FailingTry } from './failing-tries.js'
import { presentExecution } from './present-execution.js'
import { webLink } from './web-link.js'

/** A slower answer of Temporal is not waited for, since everything else is in Postgres. Milliseconds. */
const ANSWER_MS = 3_000

const DAY_MS = 86_400_000

interface RunningTemporal {
  readonly client: Client
  readonly webUiUrl: string | undefined
}

/**
 * Runs work with the configured Temporal, or with the embedded one if it runs now. Returns undefined if there is none or
 * it does not answer in time: nothing is started, and the command continues without Temporal.
 */
async function withRunningTemporal<T>(
  settings: Settings,
  work: (temporal: RunningTemporal) => Promise<T>,
): Promise<T | undefined> {
  const configured = readConfigured(settings).temporal !== undefined
  const stack = configured ? undefined : await readStackStatus(settings)
  const running = stack?.parts.some(({ name, state }) => name === 'temporal' && state === 'ready') ?? false
  if (!configured && !running) return undefined
  const answer = async (): Promise<T | undefined> => {
    try {
      const client = await openClient(stack)
      try {
        return await work({ client, webUiUrl: configured ? settings.webUiUrl : stack?.webUiUrl })
      } finally {
        await client.connection.close()
      }
    } catch (error) {
      // A UserError names a setting of Temporal's that is wrong, which `status` and `doctor` report.
      if (!(error instanceof UserError) && !isOfTemporal(error)) throw error
      return undefined
    }
  }
  return Promise.race([answer(), timeout()])
}

const timeout = (): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), ANSWER_MS).unref())

/** Database and Temporal are those of the embedded stack, which belong together, whatever file Temporal has its data in. */
const isEmbedded = (settings: Settings): boolean =>
  settings.databaseUrl === undefined && readConfigured(settings).temporal === undefined

/** The id of the present cluster, to tell runs of another by; null where that means nothing or is not known. */
const presentCluster = (settings: Settings, client: Client): Promise<string | null> =>
  isEmbedded(settings) ? Promise.resolve(null) : clusterIdOf(client)

/**
 * Records the end of runs that could not record it themselves, if Temporal runs. Returns the id of the present cluster; null if
 * it is not known.
 */
export async function reconcile(settings: Settings, { database, source }: Session): Promise<string | null> {
  const cluster = await withRunningTemporal(settings, async ({ client }) => {
    const { reconcileRuns } = await import('./reconcile.js')
    await reconcileRuns(client, database.pool, {
      embedded: isEmbedded(settings),
      ...(settings.databaseUrl === undefined && { sources: [source ?? 'nba'] }),
    }).catch(unlessRefused)
    return presentCluster(settings, client)
  })
  return cluster ?? null
}

/**
 * Postgres may refuse a command what it takes from a worker, which records the end as well and logs its own refusals: a
 * role that only reads, a standby. The command shows the run as it is recorded.
 */
function unlessRefused(error: unknown): void {
  if (!(error instanceof pg.DatabaseError)) throw error
}

/** Temporal's own copy of a run, as far as it is known. */
export interface TemporalCopy {
  readonly state: 'there' | 'gone' | 'unknown' | 'another'
  readonly sentence: string
  /** Null unless the Web UI shows the copy now. */
  readonly webUiUrl: string | null
  /** Steps of a running sync that fail and are tried again. */
  readonly failing: readonly FailingTry[]
}

/** The part of a run's record, or a backfill's, by which Temporal knows it. */
type Known = Pick<RunRecord, 'runId' | 'workflowId' | 'namespace' | 'clusterId' | 'outcome' | 'endedAt'>

export async function temporalCopy(settings: Settings, run: Known): Promise<TemporalCopy> {
  const { workflowId, namespace } = run
  const found = await withRunningTemporal(settings, async ({ client, webUiUrl }) => {
    const workflow = await presentExecution(client, run)
    if (workflow === undefined)
      return isOfAnother(run.clusterId, await presentCluster(settings, client)) ? 'another' : 'gone'
    return {
      webUiUrl: webLink(webUiUrl, { ...run, runId: workflow.runId }),
      failing: run.outcome === 'running' ? await failingTries(client, run) : [],
    }
  })
  if (found === 'another') return withoutCopy('another', 'The run is of another Temporal')
  if (found !== undefined && found !== 'gone')
    return { state: 'there', sentence: `workflow ${workflowId}, namespace ${namespace}`, ...found }
  const age = run.endedAt === null ? 0 : Date.now() - run.endedAt.getTime()
  const embedded = readConfigured(settings).temporal === undefined
  if (found === 'gone' || (embedded && age > RETENTION_DAYS * DAY_MS))
    return withoutCopy('gone', "Temporal's copy is gone")
  return withoutCopy('unknown', embedded ? 'Temporal is not running now' : 'Temporal does not answer')
}

/** What Temporal tells about running syncs; nothing if it does not run. */
export interface TemporalView {
  /** The steps that fail and are tried again, as sentences. */
  readonly failing: readonly string[]
  /** The id of the present cluster; null: not known. */
  readonly cluster: string | null
}

/** Asks Temporal about running syncs. */
export async function viewOf(
  settings: Settings,
  runs: readonly { readonly workflowId: string; readonly runId: string }[],
): Promise<TemporalView> {
  if (runs.length === 0) return { failing: [], cluster: null }
  const view = await withRunningTemporal(settings, async ({ client }) => {
    const tries = await Promise.all(runs.map((run) => failingTries(client, run)))
    return { failing: tries.flat().map(trySentence), cluster: await presentCluster(settings, client) }
  })
  return view ?? { failing: [], cluster: null }
}

const withoutCopy = (state: TemporalCopy['state'], what: string): TemporalCopy => ({
  state,
  sentence: `${what}; everything shown here is from Postgres`,
  webUiUrl: null,
  failing: [],
})
