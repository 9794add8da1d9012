import { once, setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WorkflowFailedError, WorkflowNotFoundError, type Client } from '@temporalio/client'
import { CancelledFailure } from '@temporalio/common'
import type pg from 'pg'
import { checkDatabaseFor } from '../connect/agreement.js'
import { checkTemporal, openClient, openSession, type Session } from '../connect/session.js'
import { COMMAND } from '../contracts/next-step.js'
import type { Outcome } from '../contracts/outcome.js'
import type { SourceName } from '../contracts/source-names.js'
import { messageOf, UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { wasStopped } from '../stack/index.js'
import { isConnectionProblem } from '../store/database/away.js'
import { sourceHold, stepProgress, type StepProgress } from '../store/runs/history.js'
import { controlOf } from '../store/runs/runs.js'
import { liveWorkers } from '../store/runs/workers.js'
import { localTime } from '../text/local-time.js'
import { cancelRun } from './control.js'
import { webLink } from './web-link.js'

/** Is told how a run is doing. */
export interface RunWatcher {
  /** The steps as they are now; `notice`: what holds the run up. */
  readonly update: (steps: readonly StepProgress[], notice: string | undefined) => void
  /** Something that happened on the way. */
  readonly say: (line: string) => void
}

/** What a command holds while it follows a run; replaced as a whole when the stack had to be started again. */
export interface Connected {
  readonly session: Session
  readonly client: Client
}

export interface FollowedRun {
  readonly workflowId: string
  readonly runId: string
  readonly source: SourceName
}

/** The end of a run by Temporal's account. `partial` is a completed workflow: the record tells. */
export interface RunEnd {
  readonly outcome: Exclude<Outcome, 'running' | 'partial'>
  readonly cause: string | null
}

/** A person sees movement; more often would only load the database. */
const LOOK_MS = 300

/** Without a worker for so long something is wrong: one that was killed is back within seconds. */
const NO_WORKER_MS = 20_000
const WORKER_LOOK_MS = 5_000

/** Between two tries to reach a Temporal that has gone. */
const RETRY_MS = 1_000

/** Connects to Postgres and Temporal of a stack; what is configured is looked at before anything is started to work with it. */
export async function connect(
  settings: Settings,
  options: {
    readonly source: SourceName
    readonly keep?: boolean
    readonly onProgress: (line: string) => void
  },
): Promise<Connected> {
  await checkTemporal(settings)
  if (settings.databaseUrl !== undefined) await checkDatabaseFor(options.source, settings.databaseUrl)
  const session = await openSession(settings, { need: 'all', ...options })
  try {
    return { session, client: await openClient(session.info) }
  } catch (error) {
    await session.close()
    throw error
  }
}

/**
 * Leaves a stack. The connection to Temporal is left to the end of the process: a call that the SDK is about to repeat
 * would meet a closed channel in a timer of its own, where nobody catches it.
 */
export async function disconnect({ session }: Connected): Promise<void> {
  await session.close()
}

/** Where the Web UI shows a run; null where it is not known to have one. */
export const linkOf = ({ session, client }: Connected, run: FollowedRun): string | null =>
  webLink(session.info.webUiUrl, { ...run, namespace: client.options.namespace })

/**
 * Shows a run until it has ended, whatever happens to the stack meanwhile: the run is durable, so a lost one is
 * started again and followed further. `cancel` asks Temporal once to cancel the run; `leave` ends the following with the
 * signal's reason and nothing else.
 */
export async function followRun(
  settings: Settings,
  first: Connected,
  run: FollowedRun,
  progress: RunWatcher,
  cancel: AbortSignal,
  leave?: AbortSignal,
): Promise<{ readonly connected: Connected; readonly end: RunEnd }> {
  let connected = first
  const over = new AbortController()
  const display = watch(() => connected, run, progress, over.signal)
  try {
    for (;;) {
      const left = new AbortController()
      setMaxListeners(0, left.signal) // the SDK leaves one on it for each of its long polls: ten within minutes
      const end = await Promise.race([
        endOf(connected, run, cancel, left.signal, progress),
        connected.session.lost.then(() => undefined),
        display.then(() => undefined), // ends before the run only with a defect
        ...(leave === undefined ? [] : [aborted(leave)]),
      ]).finally(() => left.abort())
      if (end !== undefined) return { connected, end }
      if (wasStopped(settings)) {
        throw new UserError(
          'The stack was stopped by another command; the sync goes on when it runs again: add --if-running join to follow it then.',
        )
      }
      progress.say('The stack has gone; starting it again and going on')
      await disconnect(connected)
      connected = await connect(settings, { source: run.source, onProgress: progress.say })
    }
  } catch (error) {
    if (connected !== first) await disconnect(connected) // the caller knows only the first
    throw error
  } finally {
    over.abort()
    await display
  }
}

/** Waits for the end of a run, and passes a cancellation on. A Temporal that does not answer is asked again. */
async function endOf(
  { client, session }: Connected,
  run: FollowedRun,
  cancel: AbortSignal,
  left: AbortSignal,
  progress: RunWatcher,
): Promise<RunEnd | undefined> {
  const { workflowId, runId } = run
  const handle = client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId: runId })
  const requestCancellation = (): void =>
    void insist(() => cancelRun(client, session.database.pool, run), left)
  if (cancel.aborted) requestCancellation()
  else cancel.addEventListener('abort', requestCancellation, { once: true, signal: left })
  let told = false
  while (!left.aborted) {
    try {
      await client.connection.withAbortSignal(left, () => handle.result())
      return { outcome: 'succeeded', cause: null }
    } catch (error) {
      if (left.aborted) return undefined
      if (error instanceof WorkflowFailedError) {
        const { cause } = error
        if (cause instanceof CancelledFailure) return { outcome: 'cancelled', cause: null }
        return { outcome: 'failed', cause: messageOf(cause ?? error) }
      }
      if (error instanceof WorkflowNotFoundError)
        return { outcome: 'failed', cause: 'Temporal does not know the run any more' }
      if (!told) progress.say(`Temporal does not answer (${messageOf(error)}); trying again`)
      told = true
      await sleep(RETRY_MS)
    }
  }
  return undefined
}

/** Rejects when a signal is given, with its reason. */
async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort')
  throw signal.reason
}

/** Asks until it is heard, or no longer wanted, or too late. */
async function insist(act: () => Promise<unknown>, left: AbortSignal): Promise<void> {
  while (!left.aborted) {
    try {
      await act()
      return
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return // it has ended meanwhile
      await sleep(RETRY_MS)
    }
  }
}

/**
 * Reads the steps again and again and shows them. A database that does not answer is asked again at the next look;
 * every other error of a read is a defect, with which this ends.
 */
async function watch(
  connected: () => Connected,
  run: FollowedRun,
  progress: RunWatcher,
  over: AbortSignal,
): Promise<void> {
  let seenWorker = performance.now()
  let lookedForWorker = 0
  let warned = false
  let away = false
  for (;;) {
    const { pool } = connected().session.database
    try {
      const last = over.aborted
      const [steps, hold] = await Promise.all([stepProgress(pool, run.runId), heldUp(pool, run)])
      progress.update(steps, last ? undefined : hold)
      if (last) return
      away = false
      const now = performance.now()
      if (now - lookedForWorker >= WORKER_LOOK_MS) {
        lookedForWorker = now
        if ((await liveWorkers(pool)).length > 0) seenWorker = now
        else if (now - seenWorker >= NO_WORKER_MS && !warned) {
          warned = true
          progress.say(
            `No worker has reported for ${NO_WORKER_MS / 1_000} s, so nothing moves; start one with: ${COMMAND.worker}`,
          )
        }
      }
    } catch (error) {
      if (!isConnectionProblem(error)) throw error
      if (over.aborted) return
      // A pool that was ended here belongs to a stack that is being started again, which has been said.
      if (!away && !pool.ending)
        progress.say(`The database does not answer (${messageOf(error)}); trying again`)
      away = true
      seenWorker = performance.now() // workers cannot report to it either
    }
    await sleep(LOOK_MS, undefined, { signal: over }).catch(() => undefined)
  }
}

/** Why no request of the run starts just now; undefined when nothing keeps it. */
async function heldUp(pool: pg.Pool, run: FollowedRun): Promise<string | undefined> {
  const [hold, control] = await Promise.all([sourceHold(pool, run.source), controlOf(pool, run.runId)])
  if (control === 'paused') return `Paused; let it go on with: ${COMMAND.resume(run)}`
  if (hold === undefined) return undefined
  return `Waiting until ${localTime(hold.until)}: ${hold.reason ?? 'the source wants to be left alone'}`
}
