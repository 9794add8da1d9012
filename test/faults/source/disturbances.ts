import type * as http from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { redirectOn, type Disturbance } from './front.js'

/** A status, with headers and a page. */
export const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}, page = ''): Disturbance =>
  (response) =>
    void response.writeHead(code, headers).end(page)

/** This body in place of the right one. */
export const body =
  (text: string | Buffer, headers: http.OutgoingHttpHeaders = {}): Disturbance =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text)

/** The right body as a text, changed. */
export const rewritten =
  (change: (text: string) => string): Disturbance =>
  async (response, right) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(change((await right()).body))

/** Takes the request and says nothing. */
export const hang: Disturbance = () => undefined

/** The right answer's head at once, its body at `bytes` every `everyMs`. */
export const drip =
  (bytes: number, everyMs: number): Disturbance =>
  async (response, right) => {
    const whole = Buffer.from((await right()).body)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length })
    response.flushHeaders()
    for (let at = 0; at < whole.length && !response.destroyed; at += bytes) {
      response.write(whole.subarray(at, at + bytes))
      await sleep(everyMs)
    }
    response.end()
  }

/** The head and half of the right body, then a cut connection. */
export const cutOff: Disturbance = async (response, right) => {
  const whole = Buffer.from((await right()).body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length })
  response.write(whole.subarray(0, whole.length / 2), () => response.destroy())
}

/** A connection reset before any answer. */
export const reset: Disturbance = (response) => void response.socket?.resetAndDestroy()

/** A body of `total` bytes that announces no length. */
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

/** Redirects that lead to redirects. */
export const redirectLoop: Disturbance = redirectOn

/** The right answer as JSON, changed. */
export const altered = (change: (json: unknown) => unknown): Disturbance =>
  rewritten((text) => JSON.stringify(change(JSON.parse(text))))

/** Compressed zeros: `mebibytes` of them when unpacked, a thousandth of it on the way. */
export const gzipBomb = (mebibytes: number): Disturbance =>
  body(gzipSync(Buffer.alloc(mebibytes * 1024 * 1024, '0')), { 'content-encoding': 'gzip' })

/** The right body in another encoding. */
export const packed =
  (encoding: string, pack: (text: string) => Buffer): Disturbance =>
  async (response, right) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
    response.writeHead(200, headers).end(pack((await right()).body))
  }
