import * as http from 'node:http'
import * as https from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { AxiosInstance } from 'axios'
import { networkFault } from '../judge/network-fault.js'
import { silence, type Fault } from '../judge/source-error.js'
import { ExchangeFailed } from './exchange-failed.js'
import type { GetOptions } from '../source.js'
import { connectSignals } from './proxies.js'
import { readBody, readErrorPage } from './read-body.js'

/** Limits of one exchange; all times in milliseconds from its start. */
export interface Limits {
  /** Until TCP, a proxy's tunnel and TLS are established. */
  readonly connectTimeoutMs: number
  /** Until the answer's headers have arrived. */
  readonly headersTimeoutMs: number
  /** Until the last byte of the body has arrived. */
  readonly bodyTimeoutMs: number
  /** Largest body as received, bytes. */
  readonly maxReceivedBytes: number
}

/** The answer to one request, undecoded. */
export interface Exchanged {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** The body as received; of an answer that isn't 2xx at most its beginning. */
  readonly body: Buffer
}

/**
 * A deadline's timer that fires this much too late means that this process stood still (frozen, or starved of its
 * processor): the answer may have arrived and be unread. The process then gets this time to read it.
 */
const STOOD_STILL_MS = 1_000

/**
 * A connection that the other side closes after this part of the time for an answer, without a word, was silent: a server that
 * fails closes it at once.
 */
const SILENT_PART = 1 / 3

/** The things that a request waits for, in this order. */
const PHASES = ['a name', 'a connection', 'an answer', 'a body'] as const
type Phase = (typeof PHASES)[number]

/**
 * Sends one request and reads its answer; redirects are not followed. A body that turns out large waits for `room`.
 * Throws an ExchangeFailed, or the signal's reason at once when it is cancelled. Nothing is left running afterwards: the
 * connection is either idle again or destroyed.
 */
export async function exchange(
  axios: AxiosInstance,
  url: string,
  headers: Readonly<Record<string, string>>,
  limits: Limits,
  { signal, room }: GetOptions = {},
): Promise<Exchanged> {
  signal?.throwIfAborted()
  const since = performance.now()
  const abort = new AbortController()
  let phase: Phase = 'a connection'
  let failure: ExchangeFailed | undefined
  let body: Readable | undefined
  /** Time in which the body was not read because there was no room for it, which is no fault of the source. */
  let unreadMs = 0
  let unreadSince: number | undefined
  const waitForRoom = async (): Promise<void> => {
    unreadSince = performance.now()
    await room?.enter()
    unreadMs += performance.now() - unreadSince
    unreadSince = undefined
  }
  const fail = (fault: Fault): void => {
    failure ??= new ExchangeFailed(fault)
    stop()
  }
  const stop = (): void => {
    abort.abort()
    body?.destroy()
  }
  const timers: NodeJS.Timeout[] = []
  const deadline = (last: Phase, ms: number): void => {
    let granted = 0
    const judge = (): void => {
      const unread = unreadMs + (unreadSince === undefined ? 0 : performance.now() - unreadSince)
      if (unread > granted) {
        timers.push(setTimeout(judge, unread - granted))
        granted = unread
      } else if (PHASES.indexOf(phase) <= PHASES.indexOf(last)) fail(tooLate(phase, ms))
    }
    const due = performance.now() + ms
    const check = (): void => {
      if (performance.now() - due < STOOD_STILL_MS) judge()
      else timers.push(setTimeout(judge, STOOD_STILL_MS))
    }
    timers.push(setTimeout(check, ms))
  }
  deadline('a connection', limits.connectTimeoutMs)
  deadline('an answer', limits.headersTimeoutMs)
  deadline('a body', limits.bodyTimeoutMs)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const answer = await axios.get<Readable>(url, {
      headers,
      signal: abort.signal,
      transport: watchedTransport(abort.signal, (next) => (phase = next), fail),
    })
    phase = 'a body'
    body = answer.data
    const { status, headers: answered } = answer
    if (status >= 200 && status < 300) {
      const received = await readBody(body, answered['content-length'], limits.maxReceivedBytes, waitForRoom)
      return { status, headers: answered, body: received }
    }
    const page = await readErrorPage(body)
    signal?.throwIfAborted()
    return { status, headers: answered, body: page }
  } catch (error) {
    signal?.throwIfAborted()
    if (failure !== undefined) throw failure
    if (error instanceof ExchangeFailed) throw error
    throw new ExchangeFailed(
      phase === 'a body' ? cutOff(error) : unanswered(error, phase, performance.now() - since, limits),
    )
  } finally {
    for (const timer of timers) clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

/** Node's http and https as an axios transport that reports how far a request's connection is. */
function watchedTransport(
  end: AbortSignal,
  reached: (phase: Phase) => void,
  fail: (fault: Fault) => void,
): unknown {
  const connected = (): void => reached('an answer')
  return {
    request(options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void) {
      const request = (options.protocol === 'https:' ? https : http).request(options, onResponse)
      connectSignals.set(request, end)
      request.once('socket', (socket) => {
        if (request.reusedSocket) return connected()
        if (socket.connecting && isIP(options.hostname ?? '') === 0) {
          reached('a name')
          socket.once('lookup', () => reached('a connection'))
        }
        if (socket instanceof TLSSocket) socket.once('secureConnect', connected)
        else if (socket.connecting) socket.once('connect', connected)
        else connected() // a proxy agent hands over established connections
      })
      request.once('proxyConnect', ({ statusCode }: { statusCode?: number }) => {
        if (statusCode !== undefined && statusCode !== 200) fail(noTunnel(statusCode))
      })
      return request
    },
  }
}

function tooLate(phase: Phase, ms: number): Fault {
  switch (phase) {
    case 'a name':
      return { errorClass: 'Unavailable', what: `the name did not resolve within ${ms} ms`, byProxy: true }
    case 'a connection':
      return { ...silence(`no connection within ${ms} ms`), byProxy: true }
    case 'an answer':
      return silence(`no answer within ${ms} ms`)
    default:
      return { errorClass: 'Unavailable', what: `the body was not complete within ${ms} ms` }
  }
}

function unanswered(error: unknown, phase: Phase, waitedMs: number, { headersTimeoutMs }: Limits): Fault {
  const fault = networkFault(error)
  if (phase !== 'an answer') return { ...fault, byProxy: true } // nothing but the proxy was reached, if there is one
  const silent = waitedMs >= headersTimeoutMs * SILENT_PART
  if (fault.errorClass !== 'Unavailable' || !silent) return fault
  return silence(`no answer for ${Math.round(waitedMs)} ms, then ${fault.what}`)
}

function cutOff(error: unknown): Fault {
  return { errorClass: 'Unavailable', what: `the body broke off (${networkFault(error).what})` }
}

/** A proxy that refuses a tunnel answers for itself, not for the source. */
function noTunnel(status: number): Fault {
  const errorClass = status >= 500 || status === 408 || status === 429 ? 'Unavailable' : 'Refused'
  const why = status === 407 ? 'it wants a user and a password, or others' : `status ${status}`
  return {
    errorClass,
    what: `the proxy made no connection (${why})`,
    next: 'check the proxy and its settings',
    byProxy: true,
  }
}
