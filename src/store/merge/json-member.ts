import { endOfString } from '../../sources/http/json.js'

/** A part of a body: its first byte and the one after its last. */
export interface Span {
  readonly start: number
  readonly end: number
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a

/**
 * Where the value at a path of members is in a body of JSON, found without parsing the body; undefined where there is
 * none. Of two members with the same name it is the first, unlike JSON.parse, and names with an escape are no match. The
 * place depends on nothing behind it: bodies that are equal but for the values at a path have them at the same place.
 */
export function memberSpan(body: Buffer, path: readonly string[]): Span | undefined {
  let start = skipSpace(body, BYTE_ORDER_MARK.every((byte, at) => body[at] === byte) ? 3 : 0)
  for (const name of path) {
    const value = valueOf(body, start, name)
    if (value === undefined) return undefined
    start = value
  }
  return { start, end: endOfValue(body, start) }
}

/** Where the value of a member begins in the object at `start`. */
function valueOf(body: Buffer, start: number, name: string): number | undefined {
  if (!isOpening(body[start])) return undefined
  let at = skipSpace(body, start + 1)
  while (body[at] === QUOTE) {
    const end = endOfString(body, at)
    const found = body.toString('utf8', at + 1, end) === name
    at = skipSpace(body, end + 1)
    if (body[at] !== COLON) return undefined
    at = skipSpace(body, at + 1)
    if (found) return at
    at = skipSpace(body, endOfValue(body, at))
    if (body[at] !== COMMA) return undefined
    at = skipSpace(body, at + 1)
  }
  return undefined
}

/** The byte after the value that begins at `start`. */
function endOfValue(body: Buffer, start: number): number {
  let depth = 0
  for (let at = start; at < body.length; at++) {
    const byte = body[at]
    if (byte === QUOTE) at = endOfString(body, at)
    else if (isOpening(byte)) depth++
    else if (isClosing(byte) && --depth < 0) return at
    else if (byte === COMMA && depth === 0) return at
    if (depth === 0 && (byte === QUOTE || isClosing(byte))) return at + 1
  }
  return body.length
}

const isOpening = (byte: number | undefined): boolean => byte === 0x7b || byte === 0x5b
const isClosing = (byte: number | undefined): boolean => byte === 0x7d || byte === 0x5d

function skipSpace(body: Buffer, from: number): number {
  let at = from
  while (body[at] === 0x20 || body[at] === 0x0a || body[at] === 0x0d || body[at] === 0x09) at++
  return at
}
