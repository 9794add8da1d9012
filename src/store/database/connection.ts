import { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import pg from 'pg'
import { readAddress } from '../../system/postgres-address.js'

declare module 'pg' {
  // Parts of node-postgres that its types lack.
  interface Connection {
    connect(port: number | string, host?: string): void
    requestSsl(): void
  }
  interface ClientConfig {
    connection?: Connection
  }
}

type Options = Omit<pg.PoolConfig, 'connectionString' | 'ssl' | 'Client'>

/** A client of the database at an address; it means of TLS what psql means. Throws a UserError for an address that cannot be used. */
export function clientOf(databaseUrl: string, options: Options = {}): pg.Client {
  const { Client, ...config } = configOf(databaseUrl)
  return new Client({ ...options, ...config })
}

/** Closes a client's connection. That of a server which is gone is closed already, and its error was that of the last call. */
export async function closeClient(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined)
}

/** A pool of such clients. */
export function poolOf(databaseUrl: string, options: Options = {}): pg.Pool {
  return new pg.Pool({ ...options, ...configOf(databaseUrl) })
}

function configOf(databaseUrl: string) {
  const { connectionString, ssl, otherwise } = readAddress(databaseUrl)
  if (otherwise === undefined) return { connectionString, ssl, Client: pg.Client }
  class TwoWayClient extends pg.Client {
    constructor(config: pg.ClientConfig = {}) {
      // Any TLS makes the client leave the start to requestSsl().
      super({ ...config, ssl: true, connection: new TwoWayConnection(config, ssl, otherwise) })
    }
  }
  return { connectionString, ssl: ssl || otherwise, Client: TwoWayClient }
}

/** SQLSTATE of a server whose pg_hba.conf has no line for a connection of this kind. */
const NOT_THIS_WAY = '28000'

/**
 * A connection of `prefer` or `allow`, with TLS and without or the other way round: where the server refuses the first
 * way, the same connection starts again in the second.
 */
class TwoWayConnection extends pg.Connection {
  #ssl: ConnectionOptions | false
  #otherwise: ConnectionOptions | false | undefined
  #socket: Socket | undefined
  #target: readonly [number | string, string | undefined] = [0, undefined]

  constructor(
    config: pg.ClientConfig,
    ssl: ConnectionOptions | false,
    otherwise: ConnectionOptions | false | undefined,
  ) {
    const socket = new Socket()
    super({ ...config, ssl, stream: () => socket })
    this.#socket = socket
    this.#ssl = ssl
    this.#otherwise = otherwise
  }

  override connect(port: number | string, host?: string): void {
    this.#target = [port, host]
    super.connect(port, host)
  }

  override requestSsl(): void {
    if (this.#ssl === false) this.emit('sslconnect')
    else super.requestSsl()
  }

  override emit(event: string | symbol, ...values: readonly unknown[]): boolean {
    if (event === 'authenticationOk') this.#otherwise = undefined
    if (this.#otherwise !== undefined && refusesThisWay(event, values[0])) {
      this.#startAgain(this.#otherwise)
      return true
    }
    return super.emit(event, ...values)
  }

  #startAgain(ssl: ConnectionOptions | false): void {
    for (const stream of [this.stream, this.#socket]) {
      stream?.removeAllListeners()
      stream?.on('error', () => undefined)
      stream?.destroy()
    }
    this.#ssl = ssl
    this.#otherwise = undefined
    this.#socket = new Socket()
    Object.assign(this, { stream: this.#socket, ssl })
    super.connect(...this.#target)
  }
}

function refusesThisWay(event: string | symbol, value: unknown): boolean {
  if (event === 'error') return value instanceof Error && value.message.includes('does not support SSL')
  return event === 'errorMessage' && value instanceof pg.DatabaseError && value.code === NOT_THIS_WAY
}
