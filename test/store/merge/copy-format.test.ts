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
  expect(copyLine([cell])).toBe(line)
})

it('copyLine separates cells by tabs', () => {
  expect(copyLine(['a', null, 3])).toBe('a\t\\N\t3')
})

it('copyLine of no cells is empty', () => {
  expect(copyLine([])).toBe('')
})
