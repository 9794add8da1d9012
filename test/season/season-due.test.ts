import { describe, expect, it } from 'vitest'
import { seasonDue } from '../../src/season/season-due.js'

describe("'current' around the roll-over of October 1st", () => {
  // The dates are in Eastern daylight time, so midnight is 04:00 UTC.
  it.each([
    ['2025-09-28', '2024-25'],
    ['2025-09-29', '2024-25'],
    ['2025-09-30', '2024-25'],
    ['2025-10-01', '2025-26'],
    ['2025-10-02', '2025-26'],
    ['2025-10-03', '2025-26'],
  ])('is on %s (Eastern) the season %s from its first to its last second', (date, season) => {
    const midnight = Date.parse(`${date}T04:00:00Z`)
    const dayMs = 86_400_000
    for (const time of [midnight, midnight + 1, midnight + dayMs / 2, midnight + dayMs - 1])
      expect([new Date(time), seasonDue('current', new Date(time))]).toEqual([new Date(time), season])
  })

  it.each([
    [1999, '1998-99', '1999-00'],
    [2000, '1999-00', '2000-01'],
    [2020, '2019-20', '2020-21'],
    [2024, '2023-24', '2024-25'],
  ])(
    'is in %i the previous season up to September 30th, and the next one from October 1st',
    (year, before, after) => {
      const days = (month: string, from: number, to: number): readonly string[] =>
        Array.from(
          { length: to - from + 1 },
          (_, i) => `${year}-${month}-${String(from + i).padStart(2, '0')}`,
        )
      const seasonsAtNoon = (dates: readonly string[]): ReadonlySet<string> =>
        new Set(dates.map((date) => seasonDue('current', new Date(`${date}T16:00:00Z`))))
      expect(seasonsAtNoon(days('09', 1, 30))).toEqual(new Set([before]))
      expect(seasonsAtNoon(days('10', 1, 31))).toEqual(new Set([after]))
    },
  )

  it('changes at midnight in New York, not in London', () => {
    expect(seasonDue('current', new Date('2025-10-01T00:30:00Z'))).toBe('2024-25')
    expect(seasonDue('current', new Date('2025-10-01T03:59:59.999Z'))).toBe('2024-25')
    expect(seasonDue('current', new Date('2025-10-01T04:00:00Z'))).toBe('2025-26')
  })

  it('follows SEASON_SYNC_TODAY if that is set', () => {
    const now = new Date('2026-02-22T12:00:00Z')
    expect(seasonDue('current', now, '2018-09-30')).toBe('2017-18')
    expect(seasonDue('current', now, '2018-10-01')).toBe('2018-19')
  })
})

it('seasonDue leaves a named season as it is', () => {
  expect(seasonDue('1996-97', new Date('2025-10-01T04:00:00Z'))).toBe('1996-97')
})
