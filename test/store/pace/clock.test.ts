import { expect, it } from 'vitest'
import { DatabaseClock } from '../../../src/store/pace/clock.js'

it('the clock assumes that the database read its time halfway between question and answer', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 120)
  expect(clock.local(5_000)).toBe(110)
})

it('an answer that took long to arrive does not move the clock', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 102)
  clock.observe(200, 5_109, 900)
  expect(clock.local(6_000)).toBe(1_101)
})

it('an answer that arrives faster makes the clock more exact', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 200) // somewhere from 100 to 200
  clock.observe(300, 5_190, 302) // from 110 to 112
  expect(clock.local(5_000)).toBe(112)
})

it('the clock follows when the time of the database is set', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 102)
  clock.observe(200, 65_101, 204)
  expect(clock.local(65_101)).toBe(204) // within the time that this answer took
})

it('the clock converts there and back', () => {
  const clock = new DatabaseClock()
  clock.observe(100, 5_000, 120)
  expect(clock.moment(clock.local(5_000))).toEqual(new Date(5_000))
})

it('the clock converts no moment before its first answer', () => {
  expect(() => new DatabaseClock().local(1)).toThrow('the time of the database is not known yet')
  expect(() => new DatabaseClock().moment(1)).toThrow('the time of the database is not known yet')
})
