import { expect, it } from 'vitest'
import type { DatasetRequest } from '../../../src/datasets/dataset.js'
import { requestKey } from '../../../src/store/requests/request-key.js'

const keyOf = (params: Record<string, string>, more: Partial<DatasetRequest> = {}): string =>
  requestKey('nba', { service: 'stats', endpoint: 'e', path: '/stats/e', label: 'l', params, ...more })

it('a request key contains source, service, path and parameters', () => {
  expect(keyOf({ Season: '2018-19', LeagueID: '00' })).toBe('nba stats/stats/e?LeagueID=00&Season=2018-19')
})

it('a request key depends neither on the order of the parameters nor on the label', () => {
  expect(keyOf({ a: '1', b: '2' })).toBe(keyOf({ b: '2', a: '1' }, { label: 'other' }))
})

it.each([
  ['a value', keyOf({ a: '2', b: '2' })],
  ['a name', keyOf({ A: '1', b: '2' })],
  ['an additional parameter', keyOf({ a: '1', b: '2', c: '' })],
  ['the path', keyOf({ a: '1', b: '2' }, { path: '/stats/f' })],
  ['the service', keyOf({ a: '1', b: '2' }, { service: 'cdn' })],
  ['a value that looks like two parameters', keyOf({ a: '1&b=2' })],
])('a request key differs with %s', (_, other) => {
  expect(other).not.toBe(keyOf({ a: '1', b: '2' }))
})

it('a request key differs with the source', () => {
  const request = { service: 'stats', endpoint: 'e', path: '/e', label: 'l', params: {} }
  expect(requestKey('nba', request)).not.toBe(requestKey('sandbox', request))
})
