import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import {
  checkSeason,
  checkSeasonType,
  currentSeason,
  easternToday,
  scopeOfGame,
  SEASON_TYPES,
  seasonOf,
  seasonTypeOf,
  slugOf,
  startYear,
  surelyPlayed,
} from '../../src/season/season.js'

describe('a season', () => {
  it.each([
    ['2018-19', 2018],
    ['1999-00', 1999],
    ['1946-47', 1946],
    ['2009-10', 2009],
  ])('%s begins in %i', (season, year) => {
    expect(startYear(season)).toBe(year)
    expect(seasonOf(year)).toBe(season)
  })

  it.each([
    '2018',
    '2018-2019',
    '2018-20',
    '2018-18',
    '18-19',
    '2018/19',
    ' 2018-19',
    '2018-19\n',
    '',
    '2018-19; drop',
  ])('is not %j', (text) => {
    expect(() => startYear(text)).toThrow(/is not a season; write it like 2018-19\.$/)
  })

  it('that is invalid is quoted in short and safe to print', () => {
    expect(() => startYear(`\u001b[31m${'x'.repeat(100)}`)).toThrow(
      `'[31m${'x'.repeat(35)}…' is not a season; write it like 2018-19.`,
    )
  })

  it.each([
    ['2018-09-30', '2017-18'],
    ['2018-10-01', '2018-19'],
    ['2018-12-31', '2018-19'],
    ['2019-01-01', '2018-19'],
    ['2019-06-13', '2018-19'],
    ['1999-10-01', '1999-00'],
  ])('on %s is %s', (date, season) => {
    expect(currentSeason(date)).toBe(season)
  })

  it.each(['1946-47', '2018-19', '2019-20'])('%s can be asked for in 2018-19', (season) => {
    expect(checkSeason(season, '2019-01-01')).toBe(season)
  })

  it.each(['1945-46', '2020-21', '0000-01', '9998-99'])('%s cannot be asked for in 2018-19', (season) => {
    expect(() => checkSeason(season, '2019-01-01')).toThrow(`Season ${season} is outside 1946-47 to 2019-20.`)
  })
})

describe('a season type', () => {
  it.each(['Regular Season', 'regular season', 'REGULAR-SEASON', 'regular_season', ' RegularSeason '])(
    'is found as %j',
    (text) => {
      expect(seasonTypeOf(text)).toBe('Regular Season')
    },
  )

  it.each(SEASON_TYPES)('is found by its slug: %s', (type) => {
    expect(seasonTypeOf(slugOf(type))).toBe(type)
    expect(slugOf(type)).toMatch(/^[a-z-]+$/)
  })

  it.each(['', 'regular', 'finals', 'Playoff', '\u001b[0m'])('is not %j', (text) => {
    expect(() => seasonTypeOf(text)).toThrow(
      /is not a season type; one of Pre Season, Regular Season, All Star, IST, PlayIn, Playoffs\.$/,
    )
  })
})

describe('a season', () => {
  it.each([
    ['1950-51', 'All Star'],
    ['1999-00', 'All Star'],
    ['2019-20', 'PlayIn'],
    ['2023-24', 'IST'],
    ['1946-47', 'Playoffs'],
    ['1946-47', 'Pre Season'],
  ] as const)('%s has its %s', (season, seasonType) => {
    expect(() => checkSeasonType({ season, seasonType })).not.toThrow()
  })

  it.each([
    ['1949-50', 'All Star', 'There was no All Star in 1949-50; the first was that of 1950-51.'],
    ['1998-99', 'All Star', 'There was no All Star in 1998-99: the season began in February.'],
    ['2018-19', 'PlayIn', 'There was no PlayIn in 2018-19; the first was that of 2019-20.'],
    ['2022-23', 'IST', 'There was no IST in 2022-23; the first was that of 2023-24.'],
  ] as const)('%s has no %s', (season, seasonType, sentence) => {
    expect(() => checkSeasonType({ season, seasonType })).toThrow(new UserError(sentence, 2))
  })
})

describe('a game id', () => {
  it.each([
    ['0021800001', '2018-19', 'Regular Season'],
    ['0011800001', '2018-19', 'Pre Season'],
    ['0031800001', '2018-19', 'All Star'],
    ['0041800407', '2018-19', 'Playoffs'],
    ['0052000101', '2020-21', 'PlayIn'],
    ['0062300001', '2023-24', 'IST'],
    ['0024600001', '1946-47', 'Regular Season'],
    ['0029900001', '1999-00', 'Regular Season'],
    ['0020000001', '2000-01', 'Regular Season'],
    ['0024500001', '2045-46', 'Regular Season'],
  ])('%s is of %s %s', (id, season, seasonType) => {
    expect(scopeOfGame(id)).toEqual({ season, seasonType })
  })

  it.each(['', '21800001', '0071800001', '0001800001', '1021800001', '00218000011', '00218OOOO1'])(
    'is not %j',
    (id) => {
      expect(scopeOfGame(id)).toBeUndefined()
    },
  )
})

describe('games have surely been played', () => {
  it.each([
    ['Regular Season', '2018-11-15', true],
    ['Regular Season', '2018-11-14', false],
    ['Regular Season', '2026-01-01', true],
    ['Playoffs', '2019-05-15', true],
    ['Playoffs', '2019-05-14', false],
    ['Playoffs', '2018-12-31', false],
    ['Playoffs', '', false],
    ['All Star', '2019-03-15', true],
    ['All Star', '2019-03-14', false],
    ['Pre Season', '2018-11-15', true],
    ['Pre Season', '2018-11-14', false],
    ['PlayIn', '2026-01-01', false], // there was none
    ['IST', '2026-01-01', false],
    ['Regular Season', '', false],
  ] as const)('%s 2018-19 on %j: %s', (seasonType, today, played) => {
    expect(surelyPlayed({ season: '2018-19', seasonType }, today)).toBe(played)
  })
})

it.each([
  ['1998-99', 'All Star', '2026-01-01', false], // cancelled
  ['2003-04', 'Pre Season', '2026-01-01', false], // the API has none
  ['2019-20', 'Playoffs', '2020-06-01', false], // put off to August
  ['2019-20', 'Playoffs', '2020-08-31', true],
  ['2023-24', 'IST', '2023-12-20', true],
  ['2023-24', 'PlayIn', '2024-05-31', true],
] as const)('games of %s %s have surely been played by %s: %s', (season, seasonType, today, played) => {
  expect(surelyPlayed({ season, seasonType }, today)).toBe(played)
})

describe('today in New York', () => {
  it.each([
    ['2018-10-17T03:59:59Z', '2018-10-16'], // 23:59 in summer time
    ['2018-10-17T04:00:00Z', '2018-10-17'],
    ['2019-01-01T04:59:59Z', '2018-12-31'], // 23:59 in winter time
    ['2019-01-01T05:00:00Z', '2019-01-01'],
    ['2018-11-04T05:59:59Z', '2018-11-04'], // the hour that occurs twice
    ['2019-03-10T07:00:00Z', '2019-03-10'], // after the hour that is skipped
  ])('at %s is %s', (now, today) => {
    expect(easternToday(undefined, new Date(now))).toBe(today)
  })

  it('is the fixed date if one is given', () => {
    expect(easternToday('2026-02-22', new Date('2018-10-17T03:59:59Z'))).toBe('2026-02-22')
  })
})
