import type { Client } from '@temporalio/client'
import { openClient, type Session } from '../connect/session.js'
import { RETENTION_DAYS } from '../contracts/namespace.js'
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
    } catch {
      return undefined
    }
  }
  return Promise.race([answer(), timeout()])
}

const timeout = (): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), ANSWER_MS).unref())

/** Records the end of runs that were ended from outside, if Temporal runs. */
export async function reconcile(settings: Settings, { database }: Session): Promise<void> {
  await withRunningTemporal(settings, async ({ client }) => {
    const { reconcileRuns } = await import('./reconcile.js')
    const { temporal } = readConfigured(settings)
    const embedded = temporal === undefined && settings.databaseUrl === undefined
    await reconcileRuns(client, database.pool, { embedded })
  })
}

/** Temporal's own copy of a run, as far as it is known. */
export interface TemporalCopy {
  readonly state: 'there' | 'gone' | 'unknown'
  readonly sentence: string
  /** Null unless the Web UI shows the copy now. */
  readonly webUiUrl: string | null
  /** Steps of a running sync that fail and are tried again. */
  readonly failing: readonly FailingTry[]
}

export async function temporalCopy(settings: Settings, run: RunRecord): Promise<TemporalCopy> {
  const { workflowId, namespace } = run
  const found = await withRunningTemporal(settings, async ({ client, webUiUrl }) => {
    const workflow = await presentExecution(client, run)
    return workflow === undefined
      ? 'gone'
      : {
          webUiUrl: webLink(webUiUrl, { ...run, runId: workflow.runId }),
          failing: run.outcome === 'running' ? await failingTries(client, run) : [],
        }
  })
  if (found !== undefined && found !== 'gone')
    return { state: 'there', sentence: `workflow ${workflowId}, namespace ${namespace}`, ...found }
  const age = run.endedAt === null ? 0 : Date.now() - run.endedAt.getTime()
  const embedded = readConfigured(settings).temporal === undefined
  if (found === 'gone' || (embedded && age > RETENTION_DAYS * DAY_MS))
    return withoutCopy('gone', "Temporal's copy is gone")
  return withoutCopy('unknown', embedded ? 'Temporal is not running now' : 'Temporal does not answer')
}

/** The failing steps of running syncs, if Temporal runs, as sentences. */
export async function failingSentences(
  settings: Settings,
  runs: readonly { readonly workflowId: string; readonly runId: string }[],
): Promise<readonly string[]> {
  if (runs.length === 0) return []
  const tries = await withRunningTemporal(settings, ({ client }) =>
    Promise.all(runs.map((run) => failingTries(client, run))),
  )
  return (tries ?? []).flat().map(trySentence)
}

const withoutCopy = (state: TemporalCopy['state'], what: string): TemporalCopy => ({
  state,
  sentence: `${what}; everything shown here is from Postgres`,
  webUiUrl: null,
  failing: [],
})
