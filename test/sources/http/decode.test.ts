import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decode, encodingOf } from '../../../src/sources/http/decode.js'
import { clientOf, errorOf, gameLog, serve } from './local-server.js'

const MiB = 1024 * 1024
const TEXT = Buffer.from(JSON.stringify(Array.from({ length: 3_000 }, (_, i) => `row ${i}`)))
const compressed = { gzip: gzipSync(TEXT), deflate: deflateSync(TEXT), br: brotliCompressSync(TEXT) }

describe.each(['gzip', 'deflate', 'br'] as const)('a body in %s', (encoding) => {
  const body = compressed[encoding]

  it('is decoded', async () => {
    expect(await decode(body, encoding, MiB)).toEqual(TEXT)
  })

  it('that lacks its end counts as broken off', async () => {
    for (const length of [1, 15, body.length >> 1, body.length - 1]) {
      const fault = await decode(body.subarray(0, length), encoding, MiB)
      expect(fault, `${length} bytes`).toMatchObject({ errorClass: 'Unavailable' })
    }
  })

  it('that decodes to more bytes than allowed is refused', async () => {
    expect(await decode(body, encoding, TEXT.length)).toEqual(TEXT)
    expect(await decode(body, encoding, TEXT.length - 1)).toMatchObject({ errorClass: 'ContractBroken' })
  })
})

it('a body that is not in the encoding of its header breaks the contract', async () => {
  const url = await serve((_, response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{"a":1}'),
  )
  const error = await errorOf(clientOf(url).get(gameLog))
  expect(error).toMatchObject({ errorClass: 'ContractBroken', status: 200 })
  expect(error.message).toContain('not the gzip that it claims to be')
})

it('an encoding that is not supported is refused', async () => {
  const url = await serve((_, response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip, zstd' }).end('x'),
  )
  expect((await errorOf(clientOf(url).get(gameLog))).message).toContain('encoded in "gzip, zstd"')
  expect(encodingOf(undefined)).toBe('identity')
})

it('decoding of a body that unpacks to gigabytes stops, in bounded memory', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * MiB)) // a few of these in a row are one gzip body of 2 GiB
  const url = await serve((_, response) => {
    response.setHeader('Content-Encoding', 'gzip')
    response.end(Buffer.concat(Array<Buffer>(32).fill(bomb)))
  })
  const client = clientOf(url, { maxReceivedBytes: 16 * MiB, maxDecodedBytes: 32 * MiB })
  const before = process.memoryUsage.rss()
  const error = await errorOf(client.get(gameLog))
  expect(error.errorClass).toBe('ContractBroken')
  expect(error.message).toContain(`decodes to more than ${32 * MiB} bytes`)
  expect(process.memoryUsage.rss() - before).toBeLessThan(128 * MiB)
})
