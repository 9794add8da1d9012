import { describe, expect, it } from 'vitest'
import { memberSpan } from '../../../src/store/merge/json-member.js'

/** The text of the value at a path, as it stands in the body. */
function valueText(body: string, path: string): string | undefined {
  const bytes = Buffer.from(body)
  const span = memberSpan(bytes, path.split('.'))
  return span && bytes.toString('utf8', span.start, span.end)
}

describe('the value of a member', () => {
  it.each([
    ['{"a":1,"b":2}', 'a', '1'],
    ['{"a":1,"b":2}', 'b', '2'],
    ['{"a":{"b":["}",{"c":"\\"}"}]},"d":1}', 'a', '{"b":["}",{"c":"\\"}"}]}'],
    ['{"a":[[1],{"b":2}],"b":{"c":true}}', 'b', '{"c":true}'],
    ['{"meta":{"v":1,"time":"now"},"time":"then"}', 'meta.time', '"now"'],
    ['{"x":{"time":"then"},"meta":{"time":"now"}}', 'meta.time', '"now"'],
    ['{"x":"\\\\","a":"ö"}', 'a', '"ö"'],
    ['\uFEFF \n{ "a" :\t{ "b" : null } }', 'a.b', 'null '],
    ['{"a":""}', 'a', '""'],
  ])('in %j at %s is %j', (body, path, text) => {
    expect(valueText(body, path)).toBe(text)
  })

  it.each([
    ['{"a":1}', 'b'],
    ['{"a":{"b":1}}', 'b'],
    ['{"a":[{"b":1}]}', 'a.b'],
    ['{"a":"b"}', 'a.b'],
    ['["a",1]', 'a'],
    ['"a"', 'a'],
    ['{}', 'a'],
    ['', 'a'],
    ['{"a', 'a'],
    ['{"b":"a', 'a'],
    ['{"b":[1', 'a'],
  ])('in %j at %s is not there', (body, path) => {
    expect(valueText(body, path)).toBeUndefined()
  })
})
