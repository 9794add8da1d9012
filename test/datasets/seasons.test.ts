import { expect, it } from 'vitest'
import { seasonsInput } from '../../src/datasets/seasons.js'
import { readSettings } from '../../src/settings.js'

const settings = readSettings({ SEASON_SYNC_TODAY: '2026-02-22' })
const order = { trigger: 'backfill' } as const

it('seasons before the first of a dataset are not offered', () => {
  const { input, notOffered } = seasonsInput(
    { ...order, seasons: '2014-15..2016-17', only: ['box_score_hustle'] },
    settings,
  )
  expect(input.seasons.map(({ season }) => season)).toEqual(['2016-17', '2015-16'])
  expect(notOffered).toEqual([{ season: '2014-15', seasonType: 'Regular Season' }])
})

it('an order of which the source has nothing is refused', () => {
  expect(() => seasonsInput({ ...order, seasons: '1946-47', only: ['standings'] }, settings)).toThrow(
    'Nothing to sync from nba: not offered: standings in 1 season (since 1970-71, only Regular Season).',
  )
  expect(() => seasonsInput({ ...order, seasons: '2010-11', seasonType: 'PlayIn' }, settings)).toThrow(
    'There is no dataset of nba for PlayIn in 2010-11.',
  )
})

it('an order with an unknown dataset is refused', () => {
  expect(() => seasonsInput({ ...order, seasons: '2016-17', only: ['dunks'] }, settings)).toThrow(
    "'dunks' is not a dataset of nba",
  )
})

it('two seasons run at a time, and three where the pace is high', () => {
  const windowAt = (pace: number, seasons = '2010-11..2019-20') =>
    seasonsInput({ ...order, seasons, pace }, settings).input.window
  expect([windowAt(1), windowAt(100), windowAt(100, '2010-11')]).toEqual([2, 3, 1])
})
