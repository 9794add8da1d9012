import { describe, expect, it } from 'vitest'
import { syncInput } from '../../src/datasets/selection.js'
import { readSettings } from '../../src/settings.js'

const settings = readSettings({ SEASON_SYNC_TODAY: '2019-01-25' })
const inputOf = (request: Partial<Parameters<typeof syncInput>[0]>) =>
  syncInput({ season: '2018-19', ...request }, settings)

describe('a part of a season', () => {
  it.each([
    [{ since: '2019-02-30' }, "'2019-02-30' is not a date; write it like 2019-01-31."],
    [{ until: 'May' }, "'May' is not a date; write it like 2019-01-31."],
    [
      { since: '2020-01-01' },
      '2020-01-01 is not in the season 2018-19, whose games are from 2018-07-01 to 2019-07-31.',
    ],
    [{ since: '2019-02-01', until: '2019-01-01' }, 'No game is both since 2019-02-01 and until 2019-01-01.'],
    [{ games: ['21800710'] }, "'21800710' is not a game; write it like 0021800710, as the NBA numbers them."],
    [
      { games: ['0021700001'] },
      'Game 0021700001 is of 2017-18 Regular Season, not of 2018-19 Regular Season; sync it with: season-sync sync 2017-18 --games 0021700001',
    ],
    [{ team: 'The Lakers' }, "'The Lakers' is not a team; write it like LAL or 1610612747."],
  ])('that is %j is refused', (narrow, message) => {
    expect(() => inputOf({ narrow })).toThrow(expect.objectContaining({ message, exitCode: 2 }))
  })
})

describe('what is asked for again', () => {
  it('is the games of a week', () => {
    expect(inputOf({}).recheckDays).toBe(7)
  })

  it.each([
    [{ recheck: 30 }, 30],
    [{ recheck: 'all' }, undefined],
    [{ narrow: { games: ['0021800001'] } }, undefined],
    [{ narrow: { games: ['0021800001'] }, recheck: 0 }, 0],
    [{ narrow: { team: 'LAL' } }, 7],
  ] as const)('by %j is of %j days', (request, days) => {
    expect(inputOf(request).recheckDays).toBe(days)
  })
})

it("today's games are those of today and yesterday, before everything else", () => {
  expect(inputOf({ narrow: { latest: true } })).toMatchObject({
    narrow: { latest: true, since: '2019-01-24', until: '2019-01-25' },
    urgency: 'today',
  })
})
