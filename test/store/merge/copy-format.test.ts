import { expect, it } from 'vitest'
import { copyLine } from '../../../src/store/merge/copy-format.js'

it.each([
  ['text', 'text'],
  ['\\N', '\\\\N'],
  ['\\.', '\\\\.'],
  ['a\tb\nc\rd\\', 'a\\tb\\nc\\rd\\\\'],
  ['', ''],
  ["'; drop", "'; drop"],
  [null, '\\N'],
  [0, '0'],
  [-1.5, '-1.5'],
  [1610612737, '1610612737'],
  [true, 'true'],
])('copyLine writes %j as %j', (cell, line) => {
  expect(copyLine({ cell }, ['cell'])).toBe(line)
})

it('copyLine writes the columns in their order, separated by tabs, and one that a row lacks as null', () => {
  expect(copyLine({ c: 3, a: 'a' }, ['a', 'b', 'c'])).toBe('a\t\\N\t3')
})

it('copyLine of no columns is empty', () => {
  expect(copyLine({ a: 1 }, [])).toBe('')
})
