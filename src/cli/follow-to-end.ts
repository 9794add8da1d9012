import type { SyncEnd } from '../contracts/run-end.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SourceName } from '../contracts/source-names.js'
import { connect, disconnect, follow, type Connected, type FollowedRun } from '../runs/follow.js'
import type { Followable, Watcher } from '../runs/watch.js'
import type { Settings } from '../settings.js'
import type { Database } from '../store/database/database.js'
import { poll } from '../system/poll.js'
import { interrupts } from './interrupts.js'
import { EXIT_CODES } from './exit-codes.js'
import { printNotice } from './terminal.js'

/** A started workflow is on record as soon as a worker has taken it; a longer wait only delays the command. Milliseconds. */
const RECORD_MS = 15_000

/** A kind of run, as commands start, follow and sum it up. `T`: its present state in Postgres. */
export interface RunKind<T> {
  readonly noun: 'sync' | 'backfill'
  readonly what: Followable<T>
  readonly progress: Watcher<T> & { readonly stop: () => void }
  /** Whether a worker has recorded the run. */
  readonly isRecorded: (database: Database, run: FollowedRun) => Promise<boolean>
  /** Prints the summary of a run that has ended, and returns the exit code. */
  readonly sumUp: (connected: Connected, run: FollowedRun, end: SyncEnd) => Promise<number>
}

/** What `start` gives: a run that it has started, or joined because it was running already. */
type Started = Pick<FollowedRun, 'workflowId' | 'runId'> & { readonly joined: boolean }

/**
 * Starts a run, shows it until it has ended, and sums it up; with `detached` it only starts the run, and prints what that
 * prints. Returns the exit code, which is that of a running run where the person leaves it.
 */
export async function followStarted<T>(
  settings: Settings,
  source: SourceName,
  kind: RunKind<T>,
  start: (connected: Connected) => Promise<Started>,
  detached?: (connected: Connected, run: FollowedRun, isRecorded: boolean) => Promise<void>,
): Promise<number> {
  const { noun, what, progress, isRecorded, sumUp } = kind
  const interrupt = interrupts(noun, progress)
  let connected = await connect(settings, {
    source,
    keep: detached !== undefined,
    onProgress: progress.say,
  })
  let own: FollowedRun | undefined
  // From when it is on record the embedded stack stays up for it.
  const recorded = async (run: FollowedRun): Promise<boolean> =>
    (await poll(async () => (await isRecorded(connected.session.database, run)) || undefined, {
      everyMs: 100,
      timeoutMs: RECORD_MS,
    })) ?? false
  try {
    interrupt.starting()
    const { joined, workflowId, runId } = await start(connected)
    const run = { workflowId, runId, source }
    interrupt.started(joined)
    own = run
    if (detached !== undefined && !interrupt.cancel.aborted) {
      await detached(connected, run, await recorded(run))
      return EXIT_CODES.running
    }
    const followed = await follow(
      what,
      settings,
      connected,
      run,
      { ...progress, cancelled: interrupt.cancelled },
      interrupt.cancel,
      interrupt.leave,
    )
    connected = followed.connected
    progress.stop()
    return await sumUp(connected, run, followed.end)
  } catch (error) {
    if (!interrupt.leave.aborted || own === undefined) throw error
    progress.stop()
    await recorded(own)
    printNotice(`Left; the ${noun} continues. Follow it again with: ${COMMAND.watch(own)}`)
    return EXIT_CODES.running
  } finally {
    progress.stop()
    interrupt.release()
    await disconnect(connected)
  }
}

/** Shows somebody else's run until it has ended, and sums it up. An interrupt only leaves it. */
export const followOther = <T>(settings: Settings, run: FollowedRun, kind: RunKind<T>): Promise<number> =>
  followStarted(settings, run.source, kind, () => Promise.resolve({ ...run, joined: true }))
