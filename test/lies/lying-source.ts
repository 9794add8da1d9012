import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** An answer of stats.nba.com: result sets, or a nested body. */
export type Body = Record<string, unknown>

/** A wrong answer to the requests that it is about. */
export interface Wrong {
  /** Whether the lie is told to this request (path and query). */
  readonly about: (path: string) => boolean
  /** The text to send instead of a body, which may be changed. */
  readonly answer: (body: Body, path: string) => string
}

/** A source that asks another for its answers, keeps them, and changes those that a lie is about. */
export class LyingSource {
  readonly #server: Server
  readonly #honest: string
  readonly #bodies = new Map<string, string>()
  #lie: Wrong | undefined
  #thrown: unknown

  private constructor(honest: string) {
    this.#honest = honest
    this.#server = createServer((request, response) => {
      this.#respond(request, response).catch((error: unknown) => {
        // The sync gives up at once, and the test says why.
        this.#thrown ??= error
        response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error))
      })
    })
  }

  static async start(honest: string): Promise<LyingSource> {
    const source = new LyingSource(honest)
    source.#server.listen(0, '127.0.0.1')
    await once(source.#server, 'listening')
    return source
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Tells this lie until the next one; undefined: none. Throws what the lie before has thrown in place of an answer. */
  tell(lie: Wrong | undefined): void {
    const thrown = this.#thrown
    this.#thrown = undefined
    this.#lie = lie
    if (thrown !== undefined) throw new Error('a lie could not be told', { cause: thrown })
  }

  /** Paths of the answers so far. */
  get paths(): readonly string[] {
    return [...this.#bodies.keys()]
  }

  /** A copy of an honest answer. */
  body(path: string): Body {
    return JSON.parse(this.#bodies.get(path) ?? '{}') as Body
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    let text = this.#bodies.get(path)
    if (text === undefined) {
      const answer = await fetch(this.#honest + path, {
        headers: { 'user-agent': 'Mozilla/5.0', referer: 'https://www.nba.com/' },
      })
      text = await answer.text()
      this.#bodies.set(path, text)
    }
    const lie = this.#lie
    if (lie?.about(path) === true) text = lie.answer(JSON.parse(text) as Body, path)
    response.writeHead(200, { 'content-type': 'application/json' }).end(text)
  }
}
