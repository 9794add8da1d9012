/** Exit code of a command that was interrupted. */
const INTERRUPTED = 130

export interface Interrupt {
  readonly signal: AbortSignal
  readonly release: () => void
}

/**
 * Handles Ctrl-C (and SIGTERM) for a command that has something to finish: the first one aborts `signal`, the second
 * one ends the process at once. `release` removes the handlers.
 */
export function onInterrupt(onFirst: () => void, onSecond: () => void): Interrupt {
  const abort = new AbortController()
  const interrupted = (): void => {
    if (abort.signal.aborted) {
      onSecond()
      process.exit(INTERRUPTED)
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
