/** Exit code of a command that was interrupted. */
const INTERRUPTED = 130

export interface Interrupt {
  readonly signal: AbortSignal
  readonly release: () => void
}

/**
 * Ctrl-C (and SIGTERM) of a command that has something to finish: the first aborts `signal`, the second leaves at
 * once. `release` gives the signals back.
 */
export function onInterrupt(first: () => void, leaving: () => void): Interrupt {
  const abort = new AbortController()
  const interrupted = (): void => {
    if (abort.signal.aborted) {
      leaving()
      process.exit(INTERRUPTED)
    }
    abort.abort()
    first()
  }
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted)
  return {
    signal: abort.signal,
    release: () => void process.off('SIGINT', interrupted).off('SIGTERM', interrupted),
  }
}
