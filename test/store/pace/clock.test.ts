import { expect, it } from 'vitest'
import { DatabaseClock } from '../../../src/store/pace/clock.js'

it('takes the middle of the first answer for the moment that it tells of', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 120)
  expect(clock.local(5_000)).toBe(110)
})

it('is not moved by an answer that was long on its way', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 102)
  clock.observe(200, 5_109, 900)
  expect(clock.local(6_000)).toBe(1_101)
})

it('becomes more exact by one that came faster', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 200) // somewhere from 100 to 200
  clock.observe(300, 5_190, 302) // from 110 to 112
  expect(clock.local(5_000)).toBe(112)
})

it('follows a clock that was set', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 102)
  clock.observe(200, 65_101, 204)
  expect(clock.local(65_101)).toBe(204) // within the way of that answer
})

it('knows nothing before the database has told its time', () => {
  expect(() => new DatabaseClock().local(1)).toThrow('the time of the database is not known yet')
})
