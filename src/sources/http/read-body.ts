import type { Readable } from 'node:stream'
import { ExchangeFailed } from './exchange-failed.js'
import { ORDINARY_BYTES } from './room.js'

/** An error page is read for its first words and for whether it denies access; the rest of it is of no use. */
const ERROR_PAGE_BYTES = 65_536

/**
 * Reads a body up to `maxBytes`. Throws an ExchangeFailed if there is more, announced or not, and hangs up. A body that
 * turns out large waits for `room`.
 */
export async function readBody(
  body: Readable,
  contentLength: unknown,
  maxBytes: number,
  room: () => Promise<void> = () => Promise.resolve(),
): Promise<Buffer> {
  if (Number(contentLength) > maxBytes) throw tooLarge(body, maxBytes)
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    if (length > maxBytes) throw tooLarge(body, maxBytes)
    if (length > ORDINARY_BYTES) await room()
  }
  return Buffer.concat(pieces)
}

/** Reads the beginning of an error page, or as much as arrives: the status counts, even if the page breaks off. */
export async function readErrorPage(body: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      pieces.push(piece)
      length += piece.length
      if (length >= ERROR_PAGE_BYTES) break // leaving the loop destroys the stream and its connection
    }
  } catch {
    // the page was cut off, or timed out
  }
  return Buffer.concat(pieces)
}

function tooLarge(body: Readable, maxBytes: number): ExchangeFailed {
  body.destroy()
  return new ExchangeFailed({
    errorClass: 'ContractBroken',
    what: `the body is larger than ${maxBytes} bytes`,
  })
}
