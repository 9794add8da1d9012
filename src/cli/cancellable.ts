import { setTimeout as sleep } from 'node:timers/promises'
import { onInterrupt } from './interrupt.js'
import { EXIT_CODES } from './reports/run-report.js'
import { printNotice } from './terminal.js'

/** Limit of the wait for Temporal's answer to a cancellation before the command leaves. */
const CANCEL_MS = 10_000

/** Ctrl-C for a command that starts something and follows it. */
export interface Cancellable {
  /** Aborted by the first Ctrl-C after the start. */
  readonly signal: AbortSignal
  /** From here on something has to be cancelled: before, Ctrl-C ends the command at once. */
  readonly started: () => void
  /** Temporal has accepted the cancellation, so that the second Ctrl-C may leave. */
  readonly cancelled: () => void
  readonly release: () => void
}

/** Handles Ctrl-C: the first cancels `what` ('sync', 'backfill') and waits for its end, the second leaves. */
export function cancellable(
  what: string,
  progress: { readonly say: (line: string) => void; readonly stop: () => void },
): Cancellable {
  let starting = true
  let cancelled = (): void => undefined
  const accepted = new Promise<void>((resolve) => (cancelled = resolve))
  const { signal, release } = onInterrupt(
    () => {
      if (starting) {
        printNotice(`Interrupted: no ${what} was started.`)
        process.exit(EXIT_CODES.cancelled)
      }
      progress.say('Cancelling: what is under way is finished first (Ctrl-C again leaves)')
    },
    async () => {
      progress.stop()
      await Promise.race([accepted, sleep(CANCEL_MS)])
      printNotice(`Leaving; the ${what} is cancelled in the background.`)
    },
  )
  return { signal, started: () => void (starting = false), cancelled: () => cancelled(), release }
}
