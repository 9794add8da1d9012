import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * The ports are below the range that systems hand out for outgoing connections (from 32768 on Linux), so that a stopped
 * stack finds its ports free again.
 */
const FIRST = 20_000
const COUNT = 12_000

/**
 * A free port of 127.0.0.1: `remembered` when it is free, otherwise the one derived from `seed`, otherwise the next
 * free one. `avoid` holds ports that are about to be used.
 */
export async function choosePort(
  remembered: number | undefined,
  seed: string,
  avoid: readonly number[] = [],
): Promise<number> {
  if (remembered !== undefined && (await isFree(remembered))) return remembered
  const start = createHash('sha256').update(seed).digest().readUInt32BE(0)
  for (let i = 0; i < COUNT; i++) {
    const port = FIRST + ((start + i) % COUNT)
    if (!avoid.includes(port) && (await isFree(port))) return port
  }
  throw new Error('no free port between 20000 and 32000')
}

/** A port that is free now on an address of this machine, another one each time. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error(`no free port on ${host}`)
  return address.port
}

/** Whether a server could listen on this port of 127.0.0.1 now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
