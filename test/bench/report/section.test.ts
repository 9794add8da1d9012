import { expect, it } from 'vitest'
import { gapsOf, markdownOf, type Section } from '../../../bench/report/section.js'

const section = (...rows: readonly string[][]): Section => ({
  notes: [],
  tables: [{ caption: 'Seconds', headers: ['tool', 'median'], rows }],
  goals: [],
  skipped: [],
})

it('is complete when every cell has a value', () => {
  expect(gapsOf(section(['floor', '11.3']))).toEqual([])
})

it.each([
  ['a cell without a value', section(['floor', '']), 'Seconds: floor has no median'],
  ['a row that is too short', section(['floor']), 'Seconds: floor has no median'],
  ['a value that is no number', section(['floor', 'NaN']), 'Seconds: floor has no median'],
  ['a table without rows', section(), 'Seconds: no rows'],
  [
    'a goal without a number',
    { ...section(['floor', '11.3']), goals: [{ what: 'at most 9 s', measured: 'NaN s', met: false }] },
    'no number for: at most 9 s',
  ],
])('finds %s', (_, incomplete, gap) => {
  expect(gapsOf(incomplete)).toEqual([gap])
})

it('has a table whose cells may hold the sign between columns', () => {
  expect(markdownOf(section(['a || b', '1']))).toContain(String.raw`| a \|\| b | 1 |`)
})
