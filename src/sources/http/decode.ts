import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib'
import { promisify } from 'node:util'
import { errorCode } from '../judge/network-fault.js'
import type { Fault } from '../judge/source-error.js'
import type { ContentEncoding } from '../source.js'
import { ORDINARY_BYTES, type Room } from './room.js'

const KiB = 1024
/** Smallest piece of decoded output, bytes: Node's default, in which a small answer fits whole. */
const MIN_PIECE = 16 * KiB
/** Largest piece of decoded output, bytes: a piece costs one trip to the thread pool, and its memory at once. */
const MAX_PIECE = 1024 * KiB

const decoders = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Buffer, ZlibOptions, Buffer>(inflate),
  // "deflate" means zlib's format, but servers exist that send it without its frame (RFC 9110, 8.4.1.2).
  rawDeflate: promisify<Buffer, ZlibOptions, Buffer>(inflateRaw),
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
}

/** The encoding that a Content-Encoding header names, or undefined for one that `decode` does not support. */
export function encodingOf(header: unknown): ContentEncoding | undefined {
  if (typeof header !== 'string') return 'identity'
  switch (header.trim().toLowerCase()) {
    case '':
    case 'identity':
      return 'identity'
    case 'gzip':
    case 'x-gzip':
      return 'gzip'
    case 'deflate':
      return 'deflate'
    case 'br':
      return 'br'
    default:
      return undefined
  }
}

/**
 * Decodes a body off the main thread. New answers and archived ones are both decoded here, so that every body that a
 * fetch accepts can be read again. Decoding stops as soon as the output exceeds `maxBytes`, so that a small body that
 * unpacks to gigabytes takes no more memory than that; and at the size of an ordinary answer until there is `room`.
 */
export async function decode(
  body: Buffer,
  encoding: ContentEncoding,
  maxBytes: number,
  room?: Room,
): Promise<Buffer | Fault> {
  if (room !== undefined && maxBytes > ORDINARY_BYTES) {
    const ordinary = await decodeUpTo(body, encoding, ORDINARY_BYTES)
    if (ordinary !== 'too large') return ordinary
    await room.enter()
  }
  const decoded = await decodeUpTo(body, encoding, maxBytes)
  if (decoded !== 'too large') return decoded
  return { errorClass: 'ContractBroken', what: `the body decodes to more than ${maxBytes} bytes` }
}

async function decodeUpTo(
  body: Buffer,
  encoding: ContentEncoding,
  maxBytes: number,
): Promise<Buffer | Fault | 'too large'> {
  if (encoding === 'identity' || body.length === 0) return body.length <= maxBytes ? body : 'too large'
  const options = { maxOutputLength: maxBytes, chunkSize: pieceSize(body, encoding) }
  try {
    return await decoders[decoderFor(body, encoding)](body, options)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'too large'
    // Z_BUF_ERROR: the end of the body is missing; another attempt may bring the whole.
    if (code === 'Z_BUF_ERROR' || code === 'ERR__ERROR_FORMAT_PADDING_1') {
      return { errorClass: 'Unavailable', what: `the body broke off (incomplete ${encoding})` }
    }
    return { errorClass: 'ContractBroken', what: `the body is not the ${encoding} that it claims to be` }
  }
}

function decoderFor(body: Buffer, encoding: Exclude<ContentEncoding, 'identity'>): keyof typeof decoders {
  if (encoding !== 'deflate') return encoding
  const zlibFrame = ((body[0] ?? 0) & 0x0f) === 8 && body.length > 1 && body.readUInt16BE(0) % 31 === 0
  return zlibFrame ? 'deflate' : 'rawDeflate'
}

/** gzip ends with the decoded size, for decoding in one piece: a hint only, modulo 2^32 and set by the sender. */
function pieceSize(body: Buffer, encoding: ContentEncoding): number {
  const hint = encoding === 'gzip' && body.length >= 18 ? body.readUInt32LE(body.length - 4) : body.length * 8
  return Math.min(MAX_PIECE, Math.max(MIN_PIECE, hint + 1))
}
