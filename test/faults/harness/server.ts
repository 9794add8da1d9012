import type { Launch, Running } from '../../../src/stack/supervisor/part.js'

/** A server of the harness, which can be killed and started again with the same port and data. */
export class Server {
  #running: Running | undefined
  #starting: Promise<void> | undefined
  readonly #launch: Launch

  constructor(launch: Launch) {
    this.#launch = launch
  }

  get port(): number {
    const port = this.#running?.port
    if (port === undefined) throw new Error('the server is not running')
    return port
  }

  /** Starts the server unless it is running. */
  async start(): Promise<void> {
    if (this.#running === undefined)
      this.#starting ??= this.#launchServer().finally(() => (this.#starting = undefined))
    await this.#starting
  }

  async #launchServer(): Promise<void> {
    this.#running = await this.#launch(() => undefined, AbortSignal.timeout(900_000))
  }

  /** Ends the server with a signal and waits until it has ended. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#running
    if (running === undefined) return
    process.kill(running.process.pid, signal)
    await running.exited
    this.#running = undefined
  }

  async stop(): Promise<void> {
    await this.#running?.stop()
    this.#running = undefined
  }
}
