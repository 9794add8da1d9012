/** Exit code of a command that was interrupted. */
const INTERRUPTED = 130

export interface Interrupt {
  readonly signal: AbortSignal
  readonly release: () => void
}

/**
 * Handles Ctrl-C (and SIGTERM) for a command that has something to finish: the first one aborts `signal`, the second
 * one ends the process as soon as `onSecond` has ended, the third one at once. `release` removes the handlers.
 */
export function onInterrupt(onFirst: () => void, onSecond: () => Promise<void>): Interrupt {
  const abort = new AbortController()
  const exit = (): never => process.exit(INTERRUPTED)
  let leaving = false
  const interrupted = (): void => {
    if (leaving) exit()
    if (abort.signal.aborted) {
      leaving = true
      void onSecond().finally(exit)
      return
    }
    abort.abort()
    onFirst()
  }
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted)
  return {
    signal: abort.signal,
    release: () => void process.off('SIGINT', interrupted).off('SIGTERM', interrupted),
  }
}
