import { expect, it } from 'vitest'
import { bodyTime } from '../../../src/store/merge/body-time.js'

const TIME = ['meta', 'time']
const timeOf = (json: unknown, path: readonly string[] | undefined = TIME) =>
  bodyTime(Buffer.from(JSON.stringify(json)), path)

it.each([
  ['2024-05-05T22:44:52.4452Z', '2024-05-05T22:44:52.445Z'],
  ['2024-05-05T22:44:52', '2024-05-05T22:44:52.000Z'],
  ['2020-12-22 23:24:13.537508', '2020-12-22T23:24:13.537Z'],
  ['2024-05-05T18:44:52-04:00', '2024-05-05T22:44:52.000Z'],
])("a body's time %s is read as %s", (time, iso) => {
  expect(timeOf({ meta: { time } })).toBe(iso)
})

it.each([
  [{ meta: { time: 'later' } }],
  [{ meta: { time: 1_700_000_000 } }],
  [{ meta: { time: '2024-13-05T22:44:52Z' } }],
  [{ meta: {} }],
  [{}],
  [null],
])('a body without a time, %j, has none', (body) => {
  expect(timeOf(body)).toBeUndefined()
})

it('a dataset whose bodies give no time has none', () => {
  expect(bodyTime(Buffer.from('{"meta":{"time":"2024-05-05T22:44:52Z"}}'), undefined)).toBeUndefined()
})
