import { expect, it } from 'vitest'
import { seasonsTitle } from '../../src/season/seasons-title.js'

const titleOf = (...seasons: readonly string[]): string =>
  seasonsTitle(seasons.map((season) => ({ season, seasonType: 'Playoffs' }))).season

it.each([
  [['2018-19'], '2018-19'],
  [['2018-19', '2016-17', '2017-18'], '2016-17..2018-19'],
  [['2020-21', '2018-19'], '2018-19,2020-21'],
  [['1999-00', '1998-99', '2018-19', '2000-01', '1998-99'], '1998-99..2000-01,2018-19'],
  [
    ['2002-03', '2004-05', '2006-07', '2008-09', '2010-11', '2012-13', '2013-14'],
    '2002-03,2004-05,2006-07,2008-09 and 3 more',
  ],
  [[], 'no season'],
])('%j are named %s', (seasons, title) => {
  expect(titleOf(...seasons)).toBe(title)
})

it('several types are counted', () => {
  expect(
    seasonsTitle([
      { season: '2018-19', seasonType: 'Playoffs' },
      { season: '2018-19', seasonType: 'Regular Season' },
    ]),
  ).toEqual({ season: '2018-19', seasonType: '2 types' })
})
