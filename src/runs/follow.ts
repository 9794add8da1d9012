import { once, setMaxListeners } from 'node:events'
import { WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client'
import { CancelledFailure } from '@temporalio/common'
import { checkDatabaseFor } from '../connect/agreement.js'
import { checkTemporal, openClient, openSession } from '../connect/session.js'
import { answerOf } from '../connect/temporal.js'
import { COMMAND } from '../contracts/next-step.js'
import { endOf, type SyncEnd } from '../contracts/run-end.js'
import type { SourceName } from '../contracts/source-names.js'
import { messageOf, UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { wasStopped } from '../stack/index.js'
import { stepProgress, type StepProgress } from '../store/runs/history.js'
import { poll } from '../system/poll.js'
import type { seasonSync } from '../workflows/season-sync.js'
import type { seasonsSync } from '../workflows/seasons-sync.js'
import { cancelRun } from './control.js'
import { endByFailure } from './end-by-failure.js'
import { waitNotice } from './wait-notice.js'
import { watch, type Connected, type Followable, type FollowedRun, type Watcher } from './watch.js'
import { webLink } from './web-link.js'

export type { Connected, FollowedRun } from './watch.js'

/** Receives the progress of a season's run. */
export type RunWatcher = Watcher<readonly StepProgress[]>

/** The sync of a season as something to follow. */
export const ONE_SEASON: Followable<readonly StepProgress[]> = {
  read: (pool, { runId }) => stepProgress(pool, runId),
  notice: waitNotice,
  cancel: cancelRun,
}

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

/** Shows the sync of a season until it has ended (see `follow`). */
export const followRun = (
  settings: Settings,
  first: Connected,
  run: FollowedRun,
  progress: RunWatcher,
  cancel: AbortSignal,
  leave?: AbortSignal,
): Promise<Followed> => follow(ONE_SEASON, settings, first, run, progress, cancel, leave)

interface Followed {
  readonly connected: Connected
  readonly end: SyncEnd
}

/**
 * Shows a run until it has ended, whatever happens to the stack meanwhile: the run is durable, so a lost stack is
 * started again and the run is followed there. `cancel` asks Temporal once to cancel the run; `leave` only stops the
 * following, by throwing the signal's reason.
 */
export async function follow<T>(
  what: Followable<T>,
  settings: Settings,
  first: Connected,
  run: FollowedRun,
  progress: Watcher<T>,
  cancel: AbortSignal,
  leave?: AbortSignal,
): Promise<Followed> {
  let connected = first
  const stopDisplay = new AbortController()
  const display = watch(what, settings, () => connected, run, progress, stopDisplay.signal)
  try {
    for (;;) {
      const stopWaiting = new AbortController()
      setMaxListeners(0, stopWaiting.signal) // the SDK leaves a listener for each of its long polls: ten within minutes
      const end = await Promise.race([
        awaitEnd(what, connected, run, cancel, stopWaiting.signal, progress),
        connected.session.lost.then(() => undefined),
        display.then(() => undefined), // ends before the run only by throwing, for a defect
        ...(leave === undefined ? [] : [aborted(leave)]),
      ]).finally(() => stopWaiting.abort())
      if (end !== undefined) return { connected, end }
      if (wasStopped(settings)) {
        throw new UserError(
          `The stack was stopped by another command; the run continues when it is up again: follow it then with: ${COMMAND.watch(run)}`,
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
async function awaitEnd<T>(
  what: Followable<T>,
  { client, session }: Connected,
  run: FollowedRun,
  cancel: AbortSignal,
  stop: AbortSignal,
  progress: Watcher<T>,
): Promise<SyncEnd | undefined> {
  const { workflowId, runId } = run
  const handle = client.workflow.getHandle<typeof seasonSync | typeof seasonsSync>(workflowId, undefined, {
    firstExecutionRunId: runId,
  })
  const requestCancellation = (): void =>
    void repeatUntilAccepted(() => what.cancel(client, session.database.pool, run), stop, progress.say).then(
      progress.cancelled,
    )
  if (cancel.aborted) requestCancellation()
  else cancel.addEventListener('abort', requestCancellation, { once: true, signal: stop })
  let reported = false
  const attempt = async (): Promise<SyncEnd | undefined> => {
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
      return undefined
    }
  }
  return poll(attempt, { everyMs: RETRY_MS, timeoutMs: Infinity, until: stop })
}

/** Rejects with the signal's reason once it is aborted. */
async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort')
  throw signal.reason
}

/** Repeats the request to cancel a run until Temporal accepts it, the run has ended or `stop` is aborted. */
async function repeatUntilAccepted(
  request: () => Promise<unknown>,
  stop: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  let reported = false
  const attempt = async (): Promise<true | undefined> => {
    try {
      await request()
      return true
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return true // the run has ended meanwhile
      if (!reported && !stop.aborted) say(`The run is not cancelled yet (${answerOf(error)}); trying again`)
      reported = true
      return undefined
    }
  }
  await poll(attempt, { everyMs: RETRY_MS, timeoutMs: Infinity, until: stop })
}
