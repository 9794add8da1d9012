import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** The two ends of one connection. */
interface Pair {
  readonly from: Socket
  readonly to: Socket
}

/** A way between a worker and a server that can be held up and cut. */
export class Proxy {
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #paused = false
  #trap: { readonly text: string; readonly caught: (pair: Pair) => void } | undefined

  private constructor(target: () => number) {
    this.#server = createServer((from) => {
      const to = connect(target(), '127.0.0.1')
      const pair = { from, to }
      this.#pairs.add(pair)
      for (const [here, there] of [
        [from, to],
        [to, from],
      ] as const) {
        here.on('error', () => there.destroy())
        here.on('close', () => {
          this.#pairs.delete(pair)
          there.destroy()
        })
        here.on('data', (chunk: Buffer) => {
          if (!there.write(chunk)) here.pause()
          if (here === from) this.#look(pair, chunk)
        })
        there.on('drain', () => {
          if (!this.#paused) here.resume()
        })
      }
      if (this.#paused) still(pair)
    })
  }

  /** Listens on a port of 127.0.0.1 and passes on to the one that `target` gives at each connection. */
  static async start(target: () => number): Promise<Proxy> {
    const proxy = new Proxy(target)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Nothing goes through in either direction, on new connections either; what comes is kept. */
  pause(): void {
    this.#paused = true
    for (const pair of this.#pairs) still(pair)
  }

  resume(): void {
    this.#paused = false
    for (const { from, to } of this.#pairs) for (const socket of [from, to]) socket.resume()
  }

  /** Ends all connections. */
  cut(): void {
    for (const { from, to } of this.#pairs) for (const socket of [from, to]) socket.destroy()
  }

  /** Passes on the next piece of what clients send that holds `text`, then holds up its connection alone. */
  holdAfter(text: string): Promise<void> {
    return new Promise((caught) => {
      this.#trap = {
        text,
        caught: (pair) => {
          pair.from.pause()
          caught()
        },
      }
    })
  }

  async close(): Promise<void> {
    this.#server.close()
    this.cut()
    await once(this.#server, 'close').catch(() => undefined)
  }

  #look(pair: Pair, chunk: Buffer): void {
    const trap = this.#trap
    if (trap === undefined || !chunk.includes(trap.text)) return
    this.#trap = undefined
    trap.caught(pair)
  }
}

function still({ from, to }: Pair): void {
  from.pause()
  to.pause()
}
