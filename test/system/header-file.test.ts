import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { readHeaderFile } from '../../src/system/header-file.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-headers-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function read(text: string): unknown {
  const path = join(folder, 'headers')
  writeFileSync(path, text)
  return readHeaderFile('NBA_HEADERS_FILE', path)
}

it.each([
  ['lines', '# from the browser\n\nUser-Agent: Mozilla/5.0 (x; y)\r\nCookie: a=b: c\nOrigin:\n'],
  ['JSON', '{"User-Agent": " Mozilla/5.0 (x; y)", "Cookie": "a=b: c", "Origin": null}'],
])('headers are read from %s; one without a value is not sent', (_, text) => {
  expect(read(text)).toEqual({ 'User-Agent': 'Mozilla/5.0 (x; y)', Cookie: 'a=b: c', Origin: null })
})

it('headers that a connection decides itself are left out', () => {
  const all = ':authority: stats.nba.com\nHost: x\nAccept-Encoding: zstd\nIf-None-Match: "1"\nReferer: r'
  expect(read(all)).toEqual({ Referer: 'r' })
})

it.each([
  ['{"Cookie": "s3cret"', 'it begins like JSON and is none'],
  ['{"Cookie": ["s3cret"]}', 'the value of "Cookie" is no text'],
  ['Referer: r\ns3cret', 'line 2 is not like "Name: value"'],
  ['{"Coo kie": "s3cret"}', 'header 1 has a name or a value that HTTP does not allow'],
  ['{"Cookie": "s3cret\\u0000x"}', 'header 1 has a name or a value that HTTP does not allow'],
])('the file %j is refused in one sentence without its values', (text, why) => {
  const error = errorOf(() => read(text))
  expect(error).toBeInstanceOf(UserError)
  expect(error).toMatchObject({
    message: `NBA_HEADERS_FILE names the file ${join(folder, 'headers')}, and ${why}.`,
    exitCode: 2,
  })
})

it('a file that is not there is refused in one sentence', () => {
  expect(errorOf(() => readHeaderFile('NBA_HEADERS_FILE', join(folder, 'none')))).toMatchObject({
    message: `NBA_HEADERS_FILE names the file ${join(folder, 'none')}, and there is no such file.`,
  })
})

function errorOf(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('it was read')
}
