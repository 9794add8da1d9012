import type { Budget } from '../contracts/budget.js'
import type { SourceName } from '../contracts/source-names.js'
import type { Room } from './http/room.js'

/** One request to a source. */
export interface SourceRequest {
  /** The service of the source that answers it: `stats` or `cdn` for the NBA. */
  readonly service: string
  /** Path below the service's base address, with its leading slash: `/stats/leaguegamelog`. */
  readonly path: string
  /** Query parameters, unencoded, sent in this order. */
  readonly params: Readonly<Record<string, string>>
  /** The name of the request in messages: `leaguegamelog 2018-19 Regular Season`. */
  readonly label: string
}

export type ContentEncoding = 'identity' | 'gzip' | 'deflate' | 'br'

/** An answer with status 2xx that looks like JSON from its first to its last byte. */
export interface SourceAnswer {
  /** The requested address with its query, without any user or password. */
  readonly url: string
  readonly status: number
  /** The body as received, in `encoding`; the archive keeps it so. */
  readonly receivedBody: Buffer
  readonly encoding: ContentEncoding
  readonly decodedBody: Buffer
  /** SHA-256 of the decoded body, 64 hex digits. */
  readonly sha256: string
  /** When the request was sent, by this process's `performance.now()`: the machine's clock may be wrong by days. */
  readonly requestedAt: number
  /** When the last byte of the body arrived, by the same clock. */
  readonly respondedAt: number
  /** The server's clock, as its header `Date` has it; undefined without one. */
  readonly serverTime?: Date | undefined
}

export interface GetOptions {
  readonly signal?: AbortSignal
  /** Memory for the answer if it is large; the caller leaves it. Without it nothing bounds large answers together. */
  readonly room?: Room
  /** The way that the request's slot names; by default the first. */
  readonly way?: string
}

/** An API that a season can come from. Callers pace its requests: `get` sends at once. */
export interface Source {
  readonly name: SourceName
  /** Requests per second over all workers and runs, unless a run asks for less. */
  readonly pace: number
  /** The most requests in a window over all workers and runs; undefined: no limit. */
  readonly budget?: Budget | undefined
  /** The ways to it, each with a rate limit and a breaker of its own (`contracts/ways.ts`); undefined: the usual one. */
  readonly ways?: readonly string[]
  /** Services with a rate limit and a breaker of their own: their requests count in no budget, and what they refuse holds nothing else. */
  readonly apart?: readonly string[]
  /** Base address of each service, without user and password: equal in all workers of one fleet. */
  addresses(): Record<string, string>
  /** Sends one request. Throws a SourceError that says what to do, or the signal's reason when cancelled. */
  get(request: SourceRequest, options?: GetOptions): Promise<SourceAnswer>
  /** Connects to the addresses of these services, by default of all, without sending a request. Throws a SourceError `Unavailable`. */
  checkReachable(services?: readonly string[]): Promise<void>
  /** Closes idle connections. */
  close(): void
}
