import { expect, it } from 'vitest'
import { secondsFor } from '../../../src/store/pace/seconds-for.js'

const BUDGET = { requests: 250, seconds: 600 }

it('requests take as long as the pace makes them, with its margin', () => {
  expect(secondsFor(100, 1)).toBeCloseTo(103.5)
  expect(secondsFor(100, 20)).toBeCloseTo(5.1)
  expect(secondsFor(0, 1, BUDGET)).toBe(0)
})

it('requests take whole windows of a budget that is slower than the pace', () => {
  expect(secondsFor(225, 1, BUDGET)).toBeCloseTo(225 * 1.035)
  expect(secondsFor(226, 1, BUDGET)).toBeCloseTo(600 + 1.035)
  expect(secondsFor(1_230, 1, BUDGET)).toBeCloseTo(5 * 600 + 105 * 1.035)
  expect(secondsFor(450, 1, BUDGET, 'sync', 2)).toBeCloseTo(225 * 1.035)
  expect(secondsFor(250, 1, BUDGET, 'today')).toBeCloseTo(250 * 1.035)
})

it('requests take as long as a pace that is slower than the budget makes them', () => {
  expect(secondsFor(1_000, 0.1, BUDGET)).toBeCloseTo(10_350)
})
