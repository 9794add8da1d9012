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
  readonly answer: (body: Body) => string
}

/** A source that asks another for its answers, keeps them, and changes those that a lie is about. */
export class LyingSource {
  readonly #server: Server
  readonly #honest: string
  readonly #bodies = new Map<string, string>()
  #lie: Wrong | undefined

  private constructor(honest: string) {
    this.#honest = honest
    this.#server = createServer((request, response) => void this.#respond(request, response))
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

  /** Tells this lie until the next one; undefined: none. */
  tell(lie: Wrong | undefined): void {
    this.#lie = lie
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
    if (lie?.about(path) === true) text = lie.answer(JSON.parse(text) as Body)
    response.writeHead(200, { 'content-type': 'application/json' }).end(text)
  }
}
