/**
 * An error for the person at the terminal: one sentence with the cause and, if there is one, the next step. Any other
 * error that reaches the top of a command is a defect and keeps its stack trace.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** Exit code of the command: 2 for wrong usage (nothing was started), 1 for anything that failed, 0 where nothing is to do. */
  readonly exitCode: 0 | 1 | 2

  constructor(message: string, exitCode: 0 | 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** A server does not answer now, or lacks what an operator creates there, but may later. */
export class ServerUnavailable extends UserError {}

/** The message of anything that was thrown, on one line. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(messageOf).join('; ') // a refused connection to a name with several addresses
  }
  return (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ').trim()
}

/** The first cause of an error: failures of activities, child workflows and runs wrap it. */
export function innermostCause(error: unknown): unknown {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  return innermost
}
