import type * as http from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ApiReply } from './respond.js'

/** An answer with its final headers and bytes. */
export interface EncodedReply {
  readonly status: number
  readonly headers: http.OutgoingHttpHeaders
  readonly body: Buffer
}

const zip = promisify(gzip)

/** Encodes an answer of the league, compressed when the client accepts gzip. */
export async function encoded(
  { status, type, text: plain }: ApiReply,
  gzipped: boolean,
): Promise<EncodedReply> {
  const body = Buffer.from(plain)
  const headers = { 'Content-Type': `${type}; charset=utf-8`, Vary: 'Accept-Encoding' }
  if (!gzipped) return { status, headers, body }
  return { status, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: await zip(body) }
}

export const text = (
  status: number,
  message: string,
  headers: http.OutgoingHttpHeaders = {},
): EncodedReply => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body: Buffer.from(message),
})

export const data = (value: unknown): EncodedReply => ({
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: Buffer.from(JSON.stringify(value)),
})

export function sendReply(response: http.ServerResponse, { status, headers, body }: EncodedReply): void {
  response.writeHead(status, { ...headers, 'Content-Length': body.length }).end(body)
}
