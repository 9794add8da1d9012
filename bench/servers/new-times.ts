import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Owned } from '../owned.js'

/** `meta.time` of a V3 answer, which stands at its beginning: the time at which the API built the answer. */
const META_TIME = /^(\{"meta":\{[^}]*"time":")[^"]*/

/** An answer, ready to be sent but for its time. */
interface Kept {
  /** The text before the time; undefined for an answer without one. */
  readonly head: string | undefined
  /** The rest of the body, gzipped. */
  readonly rest: Buffer
}

const withPort = z.object({ port: z.number() })

/**
 * Serves the answers of `sourceUrl` with a `meta.time` that is new in each, and otherwise as they are. A gzip stream may
 * have several parts, so that only the first one is compressed anew. Returns the address.
 */
export async function startNewTimes(owned: Owned, sourceUrl: string): Promise<string> {
  const kept = new Map<string, Promise<Kept>>()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const keeping = kept.get(path) ?? fetchAnswer(sourceUrl + path)
    kept.set(path, keeping)
    void reply(keeping, response).catch((error: unknown) => {
      kept.delete(path)
      response.writeHead(502).end(String(error))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await owned.add(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return `http://127.0.0.1:${withPort.parse(server.address()).port}`
}

async function reply(keeping: Promise<Kept>, response: ServerResponse): Promise<void> {
  const { head, rest } = await keeping
  const body = head === undefined ? rest : Buffer.concat([gzipSync(head + new Date().toISOString()), rest])
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  response.end(body)
}

async function fetchAnswer(url: string): Promise<Kept> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  const body = await answer.text()
  const found = META_TIME.exec(body)
  if (found === null) return { head: undefined, rest: gzipSync(body) }
  return { head: found[1], rest: gzipSync(body.slice(found[0].length)) }
}
