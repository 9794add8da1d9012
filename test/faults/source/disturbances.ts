import type * as http from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { redirectOn, type Disturbance } from './front.js'

/** Answers with a status, headers and a page. */
export const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}, page = ''): Disturbance =>
  (response) =>
    void response.writeHead(code, headers).end(page)

/** Answers with this body instead of the genuine one. */
export const body =
  (text: string | Buffer, headers: http.OutgoingHttpHeaders = {}): Disturbance =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text)

/** Answers with the genuine body, changed as text. */
export const rewritten =
  (change: (text: string) => string): Disturbance =>
  async (response, genuine) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(change((await genuine()).body))

/** Never answers the request. */
export const hang: Disturbance = () => undefined

/** Sends the genuine answer's head at once, then `bytes` of its body every `everyMs`. */
export const drip =
  (bytes: number, everyMs: number): Disturbance =>
  async (response, genuine) => {
    const whole = Buffer.from((await genuine()).body)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length })
    response.flushHeaders()
    for (let at = 0; at < whole.length && !response.destroyed; at += bytes) {
      response.write(whole.subarray(at, at + bytes))
      await sleep(everyMs)
    }
    response.end()
  }

/** Sends the head and half of the genuine body, then closes the connection. */
export const cutOff: Disturbance = async (response, genuine) => {
  const whole = Buffer.from((await genuine()).body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length })
  response.write(whole.subarray(0, whole.length / 2), () => response.destroy())
}

/** Resets the connection before any answer. */
export const reset: Disturbance = (response) => void response.socket?.resetAndDestroy()

/** Sends a body of `total` bytes without a Content-Length. */
export const flood =
  (total: number): Disturbance =>
  async (response) => {
    const piece = Buffer.alloc(1024 * 1024, ' ')
    response.writeHead(200, { 'content-type': 'application/json' })
    const pieces = function* (): Iterable<Buffer> {
      for (let sent = 0; sent < total; sent += piece.length) yield piece
    }
    await pipeline(Readable.from(pieces()), response)
  }

/** Redirects to an address that redirects again, without end. */
export const redirectLoop: Disturbance = redirectOn

/** Answers with the genuine body, changed as JSON. */
export const altered = (change: (json: unknown) => unknown): Disturbance =>
  rewritten((text) => JSON.stringify(change(JSON.parse(text))))

/** Sends gzip of zeros: `mebibytes` when decompressed, a thousandth of that compressed. */
export const gzipBomb = (mebibytes: number): Disturbance =>
  body(gzipSync(Buffer.alloc(mebibytes * 1024 * 1024, '0')), { 'content-encoding': 'gzip' })

/** Sends the genuine body in another content encoding. */
export const packed =
  (encoding: string, pack: (text: string) => Buffer): Disturbance =>
  async (response, genuine) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
    response.writeHead(200, headers).end(pack((await genuine()).body))
  }
