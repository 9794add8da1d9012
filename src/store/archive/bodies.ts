import { createHash } from 'node:crypto'
import { decode } from '../../sources/http/decode.js'
import type { ContentEncoding } from '../../sources/source.js'

/** The facts of an archived body. */
export interface BodyFacts {
  /** Hash of the decoded body. */
  readonly sha256: string
  readonly encoding: ContentEncoding
  readonly receivedBytes: number
  readonly decodedBytes: number
}

/** Bodies whose facts are read at once. */
export const FACTS_AT_ONCE = 500

/** Bytes of bodies that are in memory at once. */
const BYTES = 16 * 1024 * 1024

/** A transaction that reads or writes a file waits for it between two statements: a slow disk must not end it. */
export const PATIENT = `set local idle_in_transaction_session_timeout = '10min'`

/** Divides bodies, in their order, into parts that fit into memory; a larger body is a part of its own. */
export function inParts<T extends BodyFacts>(bodies: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = []
  let room = 0
  for (const body of bodies) {
    const last = parts.at(-1)
    if (last !== undefined && body.receivedBytes <= room) last.push(body)
    else {
      parts.push([body])
      room = BYTES
    }
    room -= body.receivedBytes
  }
  return parts
}

/** Whether a body decodes to what its hash says. */
export async function isIntact(
  { sha256, encoding, decodedBytes }: BodyFacts,
  body: Buffer,
): Promise<boolean> {
  const decoded = await decode(body, encoding, decodedBytes)
  return Buffer.isBuffer(decoded) && createHash('sha256').update(decoded).digest('hex') === sha256
}
