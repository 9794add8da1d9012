import { expect, it } from 'vitest'
import { typeOfDate } from '../../src/season/type-of-date.js'

it.each([
  ['2026-10-05', 'Pre Season'],
  ['2026-10-21', 'Regular Season'],
  ['2026-12-31', 'Regular Season'],
  ['2027-01-01', 'Regular Season'],
  ['2027-04-13', 'Regular Season'],
  ['2027-04-15', 'PlayIn'],
  ['2027-04-20', 'Playoffs'],
  ['2027-06-20', 'Playoffs'],
  ['2027-07-01', undefined],
  ['2027-09-30', undefined],
])('games of %s are of the type %s', (date, type) => {
  expect(typeOfDate(date)).toBe(type)
})
