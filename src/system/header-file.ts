import { readFileSync } from 'node:fs'
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { UserError } from '../errors.js'

/** Headers by name; null: this header is not sent. */
export type Headers = Readonly<Record<string, string | null>>

/**
 * Headers that a connection decides itself, and those that would change the answer's form: left out, so that a file may hold all that
 * a browser shows.
 */
const OWN = /^(?::.*|host|connection|content-length|transfer-encoding|accept-encoding|if-.*|range)$/i

/**
 * Reads a file of HTTP headers: a JSON object of texts, or lines `Name: value` (empty ones and those that begin with # are
 * comments). An empty value, or null, removes a header. Throws a UserError (exit 2) that names the file and never a value: it may be a
 * cookie or a token.
 */
export function readHeaderFile(setting: string, path: string): Headers {
  const entries = entriesOf(setting, path, readText(setting, path))
  return Object.fromEntries(
    entries
      .filter(([name]) => !OWN.test(name))
      .map(([name, value], i) => [checked(setting, path, name, value, i), value === '' ? null : value]),
  )
}

function readText(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read'
    throw fault(setting, path, code === 'ENOENT' ? 'there is no such file' : `it cannot be read: ${code}`)
  }
}

function entriesOf(
  setting: string,
  path: string,
  text: string,
): readonly (readonly [string, string | null])[] {
  if (!text.trimStart().startsWith('{'))
    return text.split(/\r?\n/).flatMap((line, i) => lineOf(setting, path, line, i))
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw fault(setting, path, 'it begins like JSON and is none') // the parser's message would show a part of it
  }
  const entries: readonly (readonly [string, unknown])[] = Object.entries(json ?? {})
  return entries.map(([name, value]) => {
    if (typeof value === 'string') return [name, value.trim()]
    if (value === null) return [name, null]
    throw fault(setting, path, `the value of ${JSON.stringify(name)} is no text`)
  })
}

function lineOf(
  setting: string,
  path: string,
  line: string,
  index: number,
): readonly (readonly [string, string])[] {
  const text = line.trim()
  if (text === '' || text.startsWith('#')) return []
  const [, name, value] = /^(:?[^:\s]+)\s*:(.*)$/.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw fault(setting, path, `line ${index + 1} is not like "Name: value"`)
  return [[name, value.trim()]]
}

function checked(setting: string, path: string, name: string, value: string | null, index: number): string {
  try {
    validateHeaderName(name)
    if (value !== null) validateHeaderValue(name, value)
    return name
  } catch {
    throw fault(setting, path, `header ${index + 1} has a name or a value that HTTP does not allow`)
  }
}

const fault = (setting: string, path: string, why: string): UserError =>
  new UserError(`${setting} names the file ${path}, and ${why}.`, 2)
