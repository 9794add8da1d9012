import { expect, it } from 'vitest'
import { budgetText, parseBudget, shareOf } from '../../src/contracts/budget.js'

it.each([
  ['250/10m', { requests: 250, seconds: 600 }, '250 requests in 10 minutes'],
  [' 1/1h ', { requests: 1, seconds: 3_600 }, '1 request in 1 hour'],
  ['100/20s', { requests: 100, seconds: 20 }, '100 requests in 20 seconds'],
  ['100/1.5m', { requests: 100, seconds: 90 }, '100 requests in 90 seconds'],
])('a budget is read from %j', (text, budget, sentence) => {
  expect(parseBudget(text)).toEqual(budget)
  expect(budgetText(budget)).toBe(sentence)
})

it.each(['250', '0/10m', '250/0s', '250/25h', '-1/10m', '2.5/10m', '250/10', '250/10d', 'many', ''])(
  'no budget is read from %j',
  (text) => expect(parseBudget(text)).toBeUndefined(),
)

it('a tenth of a budget is kept for today, and none of a small one', () => {
  const budget = { requests: 250, seconds: 600 }
  expect(shareOf(budget, 'today')).toBe(250)
  expect(shareOf(budget, 'sync')).toBe(225)
  expect(shareOf({ requests: 9, seconds: 600 }, 'backfill')).toBe(9)
})
