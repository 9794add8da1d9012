import { expect, it } from 'vitest'
import { currentOr, seasonsOf } from '../../src/season/season-list.js'
import { checkSeason } from '../../src/season/season.js'
import { asSeason } from '../../src/season/spelling.js'

const TODAY = '2026-02-22'

it.each([
  ['2018-19', '2018-19'],
  ['2018-2019', '2018-19'],
  ['18-19', '2018-19'],
  ['2018/19', '2018-19'],
  ['18/19', '2018-19'],
  ['2018–19', '2018-19'],
  [' 2018 - 19 ', '2018-19'],
  ['1999-2000', '1999-00'],
  ['99-00', '1999-00'],
  ['46-47', '1946-47'],
  ['45-46', '2045-46'],
])('%s is the season %s', (text, season) => {
  expect(asSeason(text)).toBe(season)
})

it.each(['2018', '2018-20', '18-20', '2018-2020', '1819', 'current', '018-19', '2018..2019', '0021800001'])(
  '%s is no spelling of a season and stays as it is',
  (text) => {
    expect(asSeason(text)).toBe(text)
  },
)

it('each spelling names the season in lists, ranges and alone', () => {
  expect(seasonsOf('16/17..2018-2019, 99-00', TODAY)).toEqual(['2018-19', '2017-18', '2016-17', '1999-00'])
  expect(currentOr('18-19', TODAY)).toBe('2018-19')
  expect(checkSeason('2018/2019', TODAY)).toBe('2018-19')
  expect(() => checkSeason('30/31', TODAY)).toThrow('Season 2030-31 is outside')
})
