import type { SourceErrorClass } from '../../contracts/failure-types.js'

/**
 * A request that brought no usable answer. The message is one sentence: what was asked, what happened and, where
 * there is one, the next step. It holds no control characters and no secret; for the same reason there is no
 * `cause`: the errors of axios and the proxy agents carry the proxy's password.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly errorClass: SourceErrorClass
  /** Status of the answer, where one came. */
  readonly status: number | undefined
  /** The wait that the source asks for, milliseconds, within the bounds of `retry-after.ts`. */
  readonly retryAfterMs: number | undefined
  /** The proxy failed, and not the source behind it. */
  readonly byProxy: boolean

  constructor(
    errorClass: SourceErrorClass,
    message: string,
    facts: {
      readonly status?: number | undefined
      readonly retryAfterMs?: number | undefined
      readonly byProxy?: boolean | undefined
    } = {},
  ) {
    super(message)
    this.errorClass = errorClass
    this.status = facts.status
    this.retryAfterMs = facts.retryAfterMs
    this.byProxy = facts.byProxy ?? false
  }
}

/** The class of a failure and the words that say why; the client adds the request and makes a SourceError of them. */
export interface Fault {
  readonly errorClass: SourceErrorClass
  /** The event in words: `answered 503 Service Unavailable`, `the connection was refused`. */
  readonly what: string
  /** The next step for a person, where it isn't obvious: `check NBA_PROXY`. */
  readonly next?: string | undefined
  readonly status?: number | undefined
  readonly retryAfterMs?: number | undefined
  /** Where requests go through a proxy: the proxy failed, and not the source behind it. */
  readonly byProxy?: boolean | undefined
}

/** The next step for `Blocked`: the NBA's API blocks by not answering, whole ranges of addresses and for hours. */
export const BLOCKED_ADVICE = 'the source may be blocking this address: wait, or go through a proxy'

/**
 * No connection or no answer in time. The NBA's API blocks by letting connections hang, so silence counts as a block
 * wherever it begins; a server that says that something is wrong (refuses, resets, answers) isn't blocking.
 */
export function silence(what: string): Fault {
  return { errorClass: 'Blocked', what, next: BLOCKED_ADVICE }
}
