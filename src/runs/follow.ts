import { once, setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WorkflowFailedError, WorkflowNotFoundError, type Client } from '@temporalio/client'
import { CancelledFailure } from '@temporalio/common'
import type pg from 'pg'
import { checkDatabaseFor } from '../connect/agreement.js'
import { checkTemporal, openClient, openSession, type Session } from '../connect/session.js'
import { COMMAND } from '../contracts/next-step.js'
import { endOf, type SyncEnd } from '../contracts/run-end.js'
import type { SourceName } from '../contracts/source-names.js'
import { messageOf, UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { wasStopped } from '../stack/index.js'
import { isConnectionProblem } from '../store/database/connection-errors.js'
import { writeRefusal } from '../store/database/takes-writes.js'
import { stepProgress, type StepProgress } from '../store/runs/history.js'
import { liveWorkers } from '../store/runs/workers.js'
import type { seasonSync } from '../workflows/season-sync.js'
import { cancelRun } from './control.js'
import { endByFailure } from './end-by-failure.js'
import { failingTries, trySentence } from './failing-tries.js'
import { waitNotice } from './wait-notice.js'
import { webLink } from './web-link.js'

/** Receives the progress of a run. */
export interface RunWatcher {
  /** Receives the present steps; `notice` is the reason why no request starts. */
  readonly update: (steps: readonly StepProgress[], notice: string | undefined) => void
  /** Receives a line about an event, such as a lost connection. */
  readonly say: (line: string) => void
  /** Temporal has accepted the cancellation: the run ends without this command, too. */
  readonly cancelled?: () => void
}

/** The connections of a command that follows a run; replaced together when the stack has to be started again. */
export interface Connected {
  readonly session: Session
  readonly client: Client
}

export interface FollowedRun {
  readonly workflowId: string
  readonly runId: string
  readonly source: SourceName
}

/** Often enough for a display that moves; each read counts all requests and attempts of the run. */
const POLL_MS = 1_000
/** The start of a sync is read more often: a small one is over by then. */
const FIRST_POLL_MS = 300
const FIRST_MS = 5_000

/** A killed worker is back within seconds, so a longer absence is reported. */
const NO_WORKER_MS = 20_000
const CHECK_MS = 5_000

/** The wait between two attempts to reach Temporal. */
const RETRY_MS = 1_000

/** Connects to Postgres and Temporal. Configured servers are checked before anything is started to work with them. */
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
 * Closes the session. The connection to Temporal stays open until the process ends: a call that the SDK is about to
 * repeat would find a closed channel in the SDK's own timer, where the error cannot be caught.
 */
export async function disconnect({ session }: Connected): Promise<void> {
  await session.close()
}

/** The Web UI's page of a run; null if the address of the Web UI is not known. */
export const linkOf = ({ session, client }: Connected, run: FollowedRun): string | null =>
  webLink(session.info.webUiUrl, { ...run, namespace: client.options.namespace })

/**
 * Shows a run until it has ended, whatever happens to the stack meanwhile: the run is durable, so a lost stack is
 * started again and the run is followed there. `cancel` asks Temporal once to cancel the run; `leave` only stops the
 * following, by throwing the signal's reason.
 */
export async function followRun(
  settings: Settings,
  first: Connected,
  run: FollowedRun,
  progress: RunWatcher,
  cancel: AbortSignal,
  leave?: AbortSignal,
): Promise<{ readonly connected: Connected; readonly end: SyncEnd }> {
  let connected = first
  const stopDisplay = new AbortController()
  const display = watch(settings, () => connected, run, progress, stopDisplay.signal)
  try {
    for (;;) {
      const stopWaiting = new AbortController()
      setMaxListeners(0, stopWaiting.signal) // the SDK leaves a listener for each of its long polls: ten within minutes
      const end = await Promise.race([
        awaitEnd(connected, run, cancel, stopWaiting.signal, progress),
        connected.session.lost.then(() => undefined),
        display.then(() => undefined), // ends before the run only by throwing, for a defect
        ...(leave === undefined ? [] : [aborted(leave)]),
      ]).finally(() => stopWaiting.abort())
      if (end !== undefined) return { connected, end }
      if (wasStopped(settings)) {
        throw new UserError(
          'The stack was stopped by another command; the sync continues when it runs again: add --if-running join to follow it then.',
        )
      }
      progress.say('The stack has stopped; starting it again, and the sync continues')
      await disconnect(connected)
      connected = await connect(settings, { source: run.source, onProgress: progress.say })
    }
  } catch (error) {
    if (connected !== first) await disconnect(connected) // the caller can close only the first
    throw error
  } finally {
    stopDisplay.abort()
    await display
  }
}

/** Waits for the end of a run by Temporal's account, and passes a cancellation on to Temporal. If Temporal does not answer, it is asked again. */
async function awaitEnd(
  { client, session }: Connected,
  run: FollowedRun,
  cancel: AbortSignal,
  stop: AbortSignal,
  progress: RunWatcher,
): Promise<SyncEnd | undefined> {
  const { workflowId, runId } = run
  const handle = client.workflow.getHandle<typeof seasonSync>(workflowId, undefined, {
    firstExecutionRunId: runId,
  })
  const requestCancellation = (): void =>
    void repeatUntilAccepted(() => cancelRun(client, session.database.pool, run), stop).then(
      progress.cancelled,
    )
  if (cancel.aborted) requestCancellation()
  else cancel.addEventListener('abort', requestCancellation, { once: true, signal: stop })
  let reported = false
  while (!stop.aborted) {
    try {
      return endOf(await client.connection.withAbortSignal(stop, () => handle.result()))
    } catch (error) {
      if (stop.aborted) return undefined
      if (error instanceof WorkflowFailedError) {
        const { cause } = error
        if (cause instanceof CancelledFailure) return { outcome: 'cancelled', cause: null }
        return endByFailure(cause ?? error)
      }
      if (error instanceof WorkflowNotFoundError)
        return { outcome: 'failed', cause: 'Temporal does not know the run any more' }
      if (!reported) progress.say(`Temporal does not answer (${messageOf(error)}); trying again`)
      reported = true
      await sleep(RETRY_MS)
    }
  }
  return undefined
}

/** Rejects with the signal's reason once it is aborted. */
async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort')
  throw signal.reason
}

/** Repeats a request to Temporal until it is accepted, the run has ended or `stop` is aborted. */
async function repeatUntilAccepted(request: () => Promise<unknown>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      await request()
      return
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return // the run has ended meanwhile
      await sleep(RETRY_MS)
    }
  }
}

/**
 * Reads the steps about once a second and shows them, once more after `stop`. If the database does not answer, it is asked
 * again; any other error of a read is a defect and is thrown.
 */
async function watch(
  settings: Settings,
  connected: () => Connected,
  run: FollowedRun,
  progress: RunWatcher,
  stop: AbortSignal,
): Promise<void> {
  const since = performance.now()
  let workerSeenAt = since
  let checkedAt = 0
  let failing: string | undefined
  let warned = false
  let away = false
  for (;;) {
    const { pool } = connected().session.database
    try {
      const last = stop.aborted
      const [steps, hold] = await Promise.all([
        stepProgress(pool, run.runId),
        waitNotice(pool, settings, run),
      ])
      progress.update(steps, last ? undefined : (hold ?? failing))
      if (last) return
      away = false
      const now = performance.now()
      if (now - checkedAt >= CHECK_MS) {
        checkedAt = now
        const [first] = await failingTries(connected().client, run)
        failing = first && trySentence(first)
        if ((await liveWorkers(pool)).length > 0) workerSeenAt = now
        else if (now - workerSeenAt >= NO_WORKER_MS && !warned) {
          warned = true
          progress.say(await absenceOf(pool))
        }
      }
    } catch (error) {
      if (!isConnectionProblem(error)) throw error
      if (stop.aborted) return
      // A pool that was ended here belongs to a stack that is being started again, which is already reported.
      if (!away && !pool.ending)
        progress.say(`The database does not answer (${messageOf(error)}); trying again`)
      away = true
      workerSeenAt = performance.now() // workers cannot report to this database either
    }
    const everyMs = performance.now() - since < FIRST_MS ? FIRST_POLL_MS : POLL_MS
    await sleep(everyMs, undefined, { signal: stop }).catch(() => undefined)
  }
}

/** What is known where no worker has reported for a while. */
async function absenceOf(pool: pg.Pool): Promise<string> {
  const refusal = await writeRefusal(pool)
  const silence = `No worker has reported for ${NO_WORKER_MS / 1_000} s`
  return refusal === undefined
    ? `${silence}, so the sync cannot continue; start one with: ${COMMAND.worker}`
    : `${refusal}. ${silence}, since none can`
}
