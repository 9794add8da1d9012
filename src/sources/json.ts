import { excerpt, printable } from './excerpt.js'
import { SourceError } from './source-error.js'

/**
 * Real bodies nest about ten levels. Code that walks a value by recursion (hashing, comparing) runs out of stack at
 * some thousands, so nothing deeper gets in.
 */
const MAX_DEPTH = 256

/**
 * Parses a body of UTF-8 JSON (a byte order mark is skipped). `label` is the request's, for messages. Throws a
 * SourceError: `SuspiciouslyEmpty` for nothing, `ContractBroken` with the first words for anything else that isn't
 * JSON or nests deeper than MAX_DEPTH.
 */
export function parseJson(body: Buffer, label: string): unknown {
  const text = body.toString('utf8').replace(/^\uFEFF/, '')
  const asked = printable(label, 200)
  if (text.trim() === '') throw new SourceError('SuspiciouslyEmpty', `${asked}: the body is empty.`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new SourceError('ContractBroken', `${asked}: the body is not JSON: "${excerpt(body)}".`)
  }
  if (nestsDeeperThan(MAX_DEPTH, body)) {
    throw new SourceError('ContractBroken', `${asked}: the body nests deeper than ${MAX_DEPTH} levels.`)
  }
  return json
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Looks at the brackets of valid JSON outside its strings. */
function nestsDeeperThan(limit: number, json: Buffer): boolean {
  let depth = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (byte === QUOTE) {
      at = endOfString(json, at)
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > limit) return true
    } else if (byte === 0x5d || byte === 0x7d) {
      depth--
    }
  }
  return false
}

/** The closing quote of the string that opens at `start`: the next one behind an even number of backslashes. */
function endOfString(json: Buffer, start: number): number {
  let at = start
  while (++at < json.length && json[at] !== QUOTE) {
    if (json[at] === BACKSLASH) at++
  }
  return at
}
