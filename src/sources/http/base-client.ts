import { createHash } from 'node:crypto'
import { wayVia } from '../../contracts/ways.js'
import { printable } from '../../text/printable.js'
import { classify } from '../judge/classify.js'
import { BLOCKED_ADVICE, SourceError, type Fault } from '../judge/source-error.js'
import { Slots } from '../../system/slots.js'
import type { GetOptions, SourceAnswer, SourceRequest } from '../source.js'
import { decode, encodingOf } from './decode.js'
import { goesThrough, type EnvironmentProxy } from './environment-proxy.js'
import { ExchangeFailed } from './exchange-failed.js'
import { exchange, type Exchanged, type Limits } from './exchange.js'
import { exitOf, proxyOf, proxyService, type Exit } from './exit.js'
import { reach } from './reach.js'
import { followRedirect, requestUrl, shownUrl } from './request-url.js'
import type { Service } from './service.js'

export interface BaseClientOptions extends Limits {
  readonly services: Readonly<Record<string, Service>>
  /** Headers of every request; where they hold no Accept-Encoding, gzip is requested. */
  readonly headers: Readonly<Record<string, string>>
  /** Largest body after decoding, bytes. */
  readonly maxDecodedBytes: number
  /** Proxies; of several each is a way of its own, which `get` is told. */
  readonly proxy?: string | readonly string[] | undefined
  /** The proxy of https addresses, where there is no other. */
  readonly environmentProxy?: EnvironmentProxy | undefined
  /** The setting that holds the proxies' addresses. */
  readonly proxySetting?: string | undefined
  /** Most requests open at once; further ones wait for a slot (default MAX_OPEN_REQUESTS). */
  readonly maxOpenRequests?: number | undefined
}

/** The way through a proxy of a source that has no setting for it. */
const UNNAMED = 'proxy'

/**
 * With 30 s for a blocked request, these slots let four start each second; more only pile up at a source that hangs. The
 * agents could bound their connections themselves, but then a request that waits for one looks like one that can't
 * connect.
 */
const MAX_OPEN_REQUESTS = 128

/** An API has no reason for more redirects; each is a further request at the source. */
const MAX_REDIRECTS = 3

/**
 * Sends requests to an HTTP API and classifies the answers: the part that all sources share. It neither paces nor
 * retries; its callers decide both for the whole fleet.
 */
export class BaseClient {
  readonly #options: BaseClientOptions
  readonly #exits: readonly Exit[]
  readonly #environmentExit: Exit | undefined
  readonly #slots: Slots

  constructor(options: BaseClientOptions) {
    this.#options = options
    const { proxy, proxySetting = UNNAMED, environmentProxy } = options
    const proxies = proxy === undefined ? [] : [proxy].flat().map(proxyOf)
    this.#exits = (proxies.length === 0 ? [undefined] : proxies).map((each) => exitOf(each, proxySetting))
    this.#environmentExit =
      proxies.length === 0 && environmentProxy !== undefined
        ? exitOf(proxyOf(environmentProxy.url), 'HTTPS_PROXY')
        : undefined
    this.#slots = new Slots(options.maxOpenRequests ?? MAX_OPEN_REQUESTS)
  }

  /** The ways to the source: through each of several proxies; otherwise there is one, which has the source's name. */
  waysOf(source: string): readonly string[] {
    const names = this.#exits.flatMap(({ proxy }) =>
      proxy === undefined ? [] : [wayVia(source, proxy.name)],
    )
    return names.length > 1 ? names : [source]
  }

  addresses(): Record<string, string> {
    const services = Object.entries(this.#options.services)
    return Object.fromEntries(services.map(([name, { url }]) => [name, shownUrl(new URL(url))]))
  }

  /** See `Source.get`. All time limits count from the moment when the request gets its slot. */
  async get(request: SourceRequest, options: GetOptions = {}): Promise<SourceAnswer> {
    const { signal } = options
    const service = this.#service(request)
    const url = requestUrl(service.url, request)
    const exit = this.#exitFor(url, options.way)
    await this.#slots.take(signal)
    try {
      return await this.#ask(exit, url, options)
    } catch (error) {
      if (error instanceof ExchangeFailed) throw sourceError(request, service, exit, url, error.fault)
      throw error
    } finally {
      this.#slots.release()
    }
  }

  async checkReachable(services?: readonly string[]): Promise<void> {
    const { connectTimeoutMs } = this.#options
    const asked = Object.entries(this.#options.services).filter(([name]) => services?.includes(name) ?? true)
    await Promise.all(
      asked.map(async ([, service]) => {
        const exits = this.#exits.length > 1 ? this.#exits : [this.#exitFor(new URL(service.url), undefined)]
        // One of several proxies that can be reached is enough: the others rest until they can.
        await Promise.any(exits.map((exit) => reach(proxyService(exit) ?? service, connectTimeoutMs))).catch(
          (error: unknown) => {
            throw error instanceof AggregateError ? error.errors[0] : error
          },
        )
      }),
    )
  }

  close(): void {
    for (const { agents } of this.#exits) agents.close()
    this.#environmentExit?.agents.close()
  }

  #exitFor(url: URL, way: string | undefined): Exit {
    const { environmentProxy } = this.#options
    if (this.#environmentExit !== undefined && goesThrough(environmentProxy, url.href))
      return this.#environmentExit
    const named = this.#exits.find(
      ({ proxy }) => proxy !== undefined && way?.endsWith(wayVia('', proxy.name)),
    )
    const exit = named ?? this.#exits[0]
    if (exit === undefined) throw new Error('a client has a way out')
    return exit
  }

  async #ask(exit: Exit, url: URL, options: GetOptions): Promise<SourceAnswer> {
    const requestedAt = performance.now()
    const exchanged = await this.#followed(exit, url, options)
    const respondedAt = performance.now()
    const { body, encoding } = await this.#decoded(exchanged, options)
    const fault = classify({ status: exchanged.status, headers: exchanged.headers, body })
    if (fault !== undefined) throw new ExchangeFailed(fault)
    return {
      url: shownUrl(url),
      status: exchanged.status,
      receivedBody: exchanged.body,
      encoding,
      decodedBody: body,
      sha256: createHash('sha256').update(body).digest('hex'),
      requestedAt,
      respondedAt,
      serverTime: timeOf(exchanged.headers.date),
    }
  }

  async #followed(exit: Exit, url: URL, options: GetOptions): Promise<Exchanged> {
    const headers = { 'Accept-Encoding': 'gzip', ...this.#options.headers }
    let at = url
    for (let redirects = 0; ; redirects++) {
      const exchanged = await exchange(exit.axios, at.href, headers, this.#options, options)
      const next = followRedirect(at, exchanged)
      if (next === undefined) return exchanged
      if (redirects === MAX_REDIRECTS) {
        throw new ExchangeFailed({
          errorClass: 'Unavailable',
          what: `more than ${MAX_REDIRECTS} redirects, the last to ${printable(shownUrl(next), 200)}`,
          status: exchanged.status,
        })
      }
      at = next
    }
  }

  async #decoded(
    { status, headers, body }: Exchanged,
    { room }: GetOptions,
  ): Promise<Pick<SourceAnswer, 'encoding'> & { body: Buffer }> {
    const encoding = encodingOf(headers['content-encoding'])
    const isError = status < 200 || status >= 300
    if (encoding === undefined) {
      if (isError) return { body: Buffer.alloc(0), encoding: 'identity' }
      const name = printable(String(headers['content-encoding']))
      throw new ExchangeFailed({
        errorClass: 'ContractBroken',
        what: `the body is encoded in "${name}"`,
        status,
      })
    }
    const decoded = await decode(body, encoding, this.#options.maxDecodedBytes, room)
    if (Buffer.isBuffer(decoded)) return { body: decoded, encoding }
    if (isError) return { body: Buffer.alloc(0), encoding } // the status alone decides, whatever the page looks like
    throw new ExchangeFailed({ ...decoded, status })
  }

  #service(request: SourceRequest): Service {
    const { services } = this.#options
    const service = Object.hasOwn(services, request.service) ? services[request.service] : undefined
    if (service !== undefined) return service
    throw new SourceError(
      'Refused',
      `${printable(request.label)}: there is no service "${printable(request.service)}".`,
    )
  }
}

function sourceError(
  request: SourceRequest,
  service: Service,
  { proxy, setting }: Exit,
  url: URL,
  fault: Fault,
): SourceError {
  const way = proxy === undefined ? '' : ` through the proxy ${proxy.host} (${setting})`
  const wayOut = fault.next === BLOCKED_ADVICE && setting !== UNNAMED ? ` (${setting})` : ''
  const next = fault.next === undefined ? '' : `; ${fault.next}${wayOut}`
  const asked = `GET ${printable(shownUrl(url), 400)}${way}`
  const message = `${printable(request.label, 200)}: ${service.name}: ${fault.what}${next} [${asked}].`
  return new SourceError(fault.errorClass, message, {
    ...fault,
    byProxy: proxy !== undefined && fault.byProxy === true,
  })
}

/** The time of a header `Date`; undefined for a text that is none. */
function timeOf(header: unknown): Date | undefined {
  const time = new Date(typeof header === 'string' ? header : Number.NaN)
  return Number.isNaN(time.getTime()) ? undefined : time
}
