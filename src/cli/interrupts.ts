import { setTimeout as sleep } from 'node:timers/promises'
import { askKey, canAsk } from './ask-key.js'
import { EXIT_CODES } from './exit-codes.js'
import { printNotice } from './terminal.js'

/** Limit of the wait for Temporal's answer to a cancellation before the command leaves. */
const CANCEL_MS = 10_000

/** Ctrl-C (and SIGTERM) for a command that follows a run. */
export interface Interrupts {
  /** Aborted when the run is to be cancelled. */
  readonly cancel: AbortSignal
  /** Aborted when the command is to end and the run to continue. */
  readonly leave: AbortSignal
  /** From here on there may be a run: before, an interrupt ends the command at once. */
  readonly starting: () => void
  /** The run is there. One that was `joined` belongs to somebody else, so an interrupt only leaves it. */
  readonly started: (joined: boolean) => void
  /** Temporal has accepted the cancellation, so that the second Ctrl-C may leave. */
  readonly cancelled: () => void
  readonly release: () => void
}

/**
 * Handles interrupts of a command that follows `what` ('sync', 'backfill'). At a terminal the first Ctrl-C asks whether
 * to leave the command's own run or to cancel it; elsewhere it cancels it. The one after a cancellation leaves as soon
 * as Temporal knows, and another at once.
 */
export function interrupts(
  what: string,
  progress: { readonly say: (line: string) => void; readonly stop: () => void },
): Interrupts {
  const cancel = new AbortController()
  const leave = new AbortController()
  const asking = new AbortController()
  let state: 'connecting' | 'starting' | 'own' | 'joined' = 'connecting'
  let pending = false
  let asked = false
  let leaving = false
  let accept = (): void => undefined
  const accepted = new Promise<void>((resolve) => (accept = resolve))

  const cancelOwn = (): void => {
    if (cancel.signal.aborted) return
    cancel.abort()
    progress.say('Cancelling: what is under way is finished first (Ctrl-C again leaves)')
  }
  const exit = (): never => process.exit(EXIT_CODES.cancelled)
  const leaveOnceCancelled = async (): Promise<void> => {
    await Promise.race([accepted, sleep(CANCEL_MS)])
    printNotice(`Leaving; the ${what} is cancelled in the background.`)
    exit()
  }
  const ask = async (): Promise<void> => {
    progress.say(`Press d to detach (the ${what} continues), or c to cancel the ${what}`)
    const key = await askKey(['d', 'c'], asking.signal)
    if (key === 'd') leave.abort()
    else if (key === 'c') cancelOwn()
  }
  const interrupted = (signal: NodeJS.Signals): void => {
    if (state === 'connecting') {
      progress.stop()
      printNotice(`Interrupted: no ${what} was started.`)
      exit()
    } else if (state === 'joined') leave.abort()
    else if (cancel.signal.aborted) {
      if (leaving) exit()
      leaving = true
      progress.stop()
      void leaveOnceCancelled()
    } else if (state === 'starting') pending = true
    else if (signal === 'SIGINT' && canAsk() && !asked) {
      asked = true
      void ask()
    } else cancelOwn()
  }
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted)
  return {
    cancel: cancel.signal,
    leave: leave.signal,
    starting: () => void (state = 'starting'),
    started: (joined) => {
      state = joined ? 'joined' : 'own'
      if (!pending) return
      if (joined) leave.abort()
      else cancelOwn()
    },
    cancelled: () => accept(),
    release: () => {
      asking.abort()
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    },
  }
}
