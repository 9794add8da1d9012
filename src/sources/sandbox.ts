import type { NbaSettings, SandboxSettings } from '../settings.js'
import { NbaSource } from './nba.js'
import type { GetOptions, Source, SourceAnswer, SourceRequest } from './source.js'

/** The address that workers and commands compare when each worker serves a sandbox of its own. */
const BUILT_IN = 'built-in'

/** The made-up league, asked over HTTP like the real one: a server of its own, started at the first request. */
export class SandboxSource implements Source {
  readonly name = 'sandbox'
  readonly pace: number
  readonly #settings: SandboxSettings
  readonly #nba: NbaSettings
  readonly #today: string | undefined
  #opened: Promise<{ client: NbaSource; stop(): Promise<void> }> | undefined

  constructor(settings: SandboxSettings, nba: NbaSettings, today: string | undefined) {
    this.pace = settings.pace
    this.#settings = settings
    this.#nba = nba
    this.#today = today
  }

  addresses(): Record<string, string> {
    return { stats: this.#settings.url ?? BUILT_IN }
  }

  async get(request: SourceRequest, options?: GetOptions): Promise<SourceAnswer> {
    const { client } = await this.#open()
    return client.get(request, options)
  }

  async checkReachable(services?: readonly string[]): Promise<void> {
    const { client } = await this.#open()
    await client.checkReachable(services)
  }

  close(): void {
    void this.#opened?.then((opened) => {
      opened.client.close()
      return opened.stop()
    })
  }

  #open(): Promise<{ client: NbaSource; stop(): Promise<void> }> {
    this.#opened ??= this.#start()
    return this.#opened
  }

  async #start(): Promise<{ client: NbaSource; stop(): Promise<void> }> {
    const { url } = this.#settings
    const server = url === undefined ? await startLeague(this.#today) : { url, stop: async () => undefined }
    // The real league's proxy, headers and addresses are not for invented games.
    const own = {
      statsUrl: server.url,
      cdnUrl: server.url,
      proxy: undefined,
      environmentProxy: undefined,
      headers: {},
    }
    const client = new NbaSource({ ...this.#nba, ...own })
    return { client, stop: () => server.stop() }
  }
}

/** Starts the league's server. Its code is loaded only here, because most workers and commands never ask it. */
async function startLeague(asOf: string | undefined): Promise<{ url: string; stop(): Promise<void> }> {
  const { startSandbox } = await import('../sandbox/index.js')
  return startSandbox({ ...(asOf !== undefined && { asOf }) })
}
