import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** The two ends of one connection. */
interface Pair {
  readonly from: Socket
  readonly to: Socket
}

/** A TCP proxy between a worker and a server that can pause and cut connections. */
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
          if (here === from) this.#checkTrap(pair, chunk)
        })
        there.on('drain', () => {
          if (!this.#paused) here.resume()
        })
      }
      if (this.#paused) pausePair(pair)
    })
  }

  /** Listens on a port of 127.0.0.1 and forwards each connection to the port that `target` returns at that moment. */
  static async start(target: () => number): Promise<Proxy> {
    const proxy = new Proxy(target)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Forwards nothing in either direction, on new connections either, until `resume`; received bytes are kept. */
  pause(): void {
    this.#paused = true
    for (const pair of this.#pairs) pausePair(pair)
  }

  resume(): void {
    this.#paused = false
    for (const { from, to } of this.#pairs) for (const socket of [from, to]) socket.resume()
  }

  /** Closes all connections. */
  cut(): void {
    for (const { from, to } of this.#pairs) for (const socket of [from, to]) socket.destroy()
  }

  /** Forwards the next chunk from a client that contains `text`, then pauses that client's connection only. */
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

  #checkTrap(pair: Pair, chunk: Buffer): void {
    const trap = this.#trap
    if (trap === undefined || !chunk.includes(trap.text)) return
    this.#trap = undefined
    trap.caught(pair)
  }
}

function pausePair({ from, to }: Pair): void {
  from.pause()
  to.pause()
}
