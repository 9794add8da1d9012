import { expect, it } from 'vitest'
import { parseJson } from '../../../src/sources/http/json.js'
import { SourceError } from '../../../src/sources/judge/source-error.js'

function parseError(body: string): SourceError {
  try {
    parseJson(Buffer.from(body), 'leaguegamelog 2018-19')
  } catch (error) {
    if (error instanceof SourceError) return error
    throw error
  }
  throw new Error('it was parsed')
}

it('a body is parsed, with a byte order mark too', () => {
  expect(parseJson(Buffer.from('\uFEFF {"a": ["Jokić"]}'), 'x')).toEqual({ a: ['Jokić'] })
})

it.each(['', ' \n'])('the body %j is suspiciously empty', (body) => {
  expect(parseError(body).errorClass).toBe('SuspiciouslyEmpty')
})

it.each([
  '<html>Access Denied</html>',
  '{"a":',
  '{"a":NaN}',
  "{'a':1}",
  '{"a":1}{',
  'System.Net.WebException',
])('the error says how the body %s begins', (body) => {
  const error = parseError(body)
  expect(error.errorClass).toBe('ContractBroken')
  expect(error.message).toBe(`leaguegamelog 2018-19: the body is not JSON: "${body}".`)
})

it('the error shows no control characters and not much of a long body', () => {
  const { message } = parseError(`\u001b[2J\u0000\u202E${'<p>'.repeat(1_000)}`)
  expect(message).not.toMatch(/\p{C}/u)
  expect(message.length).toBeLessThan(150)
})

it.each(['[', '{"a":'])(
  '%s nested deeper than anything real is refused without running out of stack',
  (open) => {
    const nested = (depth: number): string =>
      open.repeat(depth) + '1' + (open === '[' ? ']' : '}').repeat(depth)
    expect(() => parseJson(Buffer.from(nested(256)), 'x')).not.toThrow()
    expect(parseError(nested(257)).message).toContain('nests deeper than 256 levels')
    expect(parseError(nested(200_000)).errorClass).toBe('ContractBroken')
  },
)

it.each(['{},', '[],', '0,'])('millions of %s are refused before they take gigabytes', (piece) => {
  const before = process.memoryUsage.rss()
  const { message, errorClass } = parseError(`[${piece.repeat(12_000_000)}0]`)
  expect(errorClass).toBe('ContractBroken')
  expect(message).toContain('holds more than 4 million values')
  expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024)
})

it('brackets in strings count neither as depth nor as values', () => {
  const text = JSON.stringify(['['.repeat(500), '\\', '"[[', '\\"' + '{'.repeat(500)])
  expect(parseJson(Buffer.from(text), 'x')).toEqual(JSON.parse(text))
})

it('a key `__proto__` leaves prototypes unchanged', () => {
  const json = parseJson(Buffer.from('{"__proto__": {"polluted": true}}'), 'x')
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  expect(Object.hasOwn(Object(json), '__proto__')).toBe(true)
})
