import { isAscii } from 'node:buffer'
import { excerpt, printable } from '../../text/printable.js'
import { SourceError } from '../judge/source-error.js'

/**
 * Real bodies nest about ten levels. Code that walks a value by recursion (hashing, comparing) runs out of stack at
 * some thousands, so deeper bodies are refused.
 */
const MAX_DEPTH = 256

/**
 * The largest real answer, a season's player log, has 0.8 million values. Three bytes of a body can take 64 of memory
 * once parsed, so its size alone does not bound what it costs.
 */
const MAX_VALUES = 4_000_000

/**
 * Parses a body of UTF-8 JSON (a byte order mark is skipped). `label` is the request's, for messages. Throws a
 * SourceError: `SuspiciouslyEmpty` for nothing, `ContractBroken` with the first words for anything else that isn't
 * JSON, nests deeper than MAX_DEPTH or holds more than MAX_VALUES.
 */
export function parseJson(body: Buffer, label: string): unknown {
  // Most bodies are ASCII, of which the decoder need not look at each byte.
  const text = body.toString(isAscii(body) ? 'latin1' : 'utf8').replace(/^\uFEFF/, '')
  const asked = printable(label, 200)
  if (text.trim() === '') throw new SourceError('SuspiciouslyEmpty', `${asked}: the body is empty.`)
  const excess = excessOf(body) // checked first, because parsing is what takes the memory
  if (excess !== undefined) throw new SourceError('ContractBroken', `${asked}: the body ${excess}.`)
  try {
    const json: unknown = JSON.parse(text)
    return json
  } catch {
    throw new SourceError('ContractBroken', `${asked}: the body is not JSON: "${excerpt(body)}".`)
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c

/** The limit that a body exceeds, as the end of a sentence; found by its brackets and commas outside of strings. */
function excessOf(json: Buffer): string | undefined {
  let depth = 0
  let values = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (byte === QUOTE) {
      at = endOfString(json, at)
    } else if (byte === COMMA) {
      values++
    } else if (byte === 0x5b || byte === 0x7b) {
      values++
      if (++depth > MAX_DEPTH) return `nests deeper than ${MAX_DEPTH} levels`
    } else if (byte === 0x5d || byte === 0x7d) {
      depth--
    }
  }
  return values > MAX_VALUES ? `holds more than ${MAX_VALUES / 1_000_000} million values` : undefined
}

/** The closing quote of the string that opens at `start`: the next one behind an even number of backslashes. */
export function endOfString(json: Buffer, start: number): number {
  let at = start
  while (++at < json.length && json[at] !== QUOTE) {
    if (json[at] === BACKSLASH) at++
  }
  return at
}
