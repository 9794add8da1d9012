import { describe, expect, it } from 'vitest'
import { seasonDue } from '../../src/datasets/season-due.js'

describe("'current' around the roll-over of October 1st", () => {
  // 2025 is Eastern daylight time then: midnight is 04:00 UTC.
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

  it('changes at midnight in New York, not in London', () => {
    expect(seasonDue('current', new Date('2025-10-01T00:30:00Z'))).toBe('2024-25')
    expect(seasonDue('current', new Date('2025-10-01T03:59:59.999Z'))).toBe('2024-25')
    expect(seasonDue('current', new Date('2025-10-01T04:00:00Z'))).toBe('2025-26')
  })

  it('goes by SEASON_SYNC_TODAY where that is set', () => {
    const now = new Date('2026-02-22T12:00:00Z')
    expect(seasonDue('current', now, '2018-09-30')).toBe('2017-18')
    expect(seasonDue('current', now, '2018-10-01')).toBe('2018-19')
  })
})

it('leaves a named season as it is', () => {
  expect(seasonDue('1996-97', new Date('2025-10-01T04:00:00Z'))).toBe('1996-97')
})
