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
  #trap: { readonly text: string; readonly forwards: boolean; readonly caught: () => void } | undefined

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
          if (here === from && this.#isHeldBack(pair, chunk)) return
          if (!there.write(chunk)) here.pause()
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

  /** Pauses the connection of the client that sends `text`, after the chunk with it was forwarded. */
  holdAfter(text: string): Promise<void> {
    return this.#hold(text, true)
  }

  /** Pauses the connection of the client that sends `text` before the chunk with it is forwarded: no answer comes. */
  holdBefore(text: string): Promise<void> {
    return this.#hold(text, false)
  }

  async close(): Promise<void> {
    this.#server.close()
    this.cut()
    await once(this.#server, 'close').catch(() => undefined)
  }

  #hold(text: string, forwards: boolean): Promise<void> {
    return new Promise((caught) => {
      this.#trap = { text, forwards, caught }
    })
  }

  #isHeldBack({ from, to }: Pair, chunk: Buffer): boolean {
    const trap = this.#trap
    if (trap === undefined || !chunk.includes(trap.text)) return false
    this.#trap = undefined
    from.pause()
    if (trap.forwards) to.write(chunk)
    else from.unshift(chunk)
    trap.caught()
    return true
  }
}

function pausePair({ from, to }: Pair): void {
  from.pause()
  to.pause()
}
