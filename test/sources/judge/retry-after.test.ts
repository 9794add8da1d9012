import { expect, it } from 'vitest'
import {
  readRetryAfter,
  RETRY_AFTER_MAX_MS,
  RETRY_AFTER_MIN_MS,
} from '../../../src/sources/judge/retry-after.js'

const NOW = new Date('2026-02-22T12:00:00Z')

it.each([
  ['2', 2_000],
  [' 120 ', 120_000],
  ['1.5', 1_500],
  ['Sun, 22 Feb 2026 12:00:30 GMT', 30_000],
  ['Sunday, 22-Feb-26 12:00:30 GMT', 30_000],
  ['Sun Feb 22 12:00:30 2026', 30_000],
])('the header "%s" is read', (header, ms) => {
  expect(readRetryAfter(header, undefined, NOW)).toBe(ms)
})

it.each(['0', '0.001', 'Sun, 22 Feb 2026 12:00:00 GMT'])(
  'the header "%s" gives at least a second or nothing',
  (header) => {
    expect([RETRY_AFTER_MIN_MS, undefined]).toContain(readRetryAfter(header, undefined, NOW))
  },
)

it.each([
  '31536000',
  '99999999999999999999',
  'Mon, 22 Feb 2027 12:00:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
])('the header "%s" is cut to an hour', (header) => {
  expect(readRetryAfter(header, undefined, NOW)).toBe(RETRY_AFTER_MAX_MS)
})

it.each([
  '',
  '-5',
  'soon',
  '1e9',
  '0x10',
  'Infinity',
  'NaN',
  '2026-02-22',
  'Sat, 21 Feb 2026 12:00:00 GMT',
  '1 2',
  ['2'],
  2,
  null,
])('the header %j is ignored', (header) => {
  expect(readRetryAfter(header, undefined, NOW)).toBeUndefined()
})

it("a date is measured by the server's clock, whatever ours says", () => {
  const date = 'Sun, 22 Feb 2026 15:00:00 GMT'
  expect(readRetryAfter('Sun, 22 Feb 2026 15:00:10 GMT', date, NOW)).toBe(10_000)
  expect(readRetryAfter('Sun, 22 Feb 2026 12:00:10 GMT', 'garbage', NOW)).toBe(10_000)
})
