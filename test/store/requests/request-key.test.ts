import { expect, it } from 'vitest'
import type { DatasetRequest } from '../../../src/datasets/dataset.js'
import { requestKey } from '../../../src/store/requests/request-key.js'

const asked = (params: Record<string, string>, more: Partial<DatasetRequest> = {}): string =>
  requestKey('nba', { service: 'stats', endpoint: 'e', path: '/stats/e', label: 'l', params, ...more })

it('names source, service, path and parameters', () => {
  expect(asked({ Season: '2018-19', LeagueID: '00' })).toBe('nba stats/stats/e?LeagueID=00&Season=2018-19')
})

it('does not depend on the order of the parameters, nor on the label', () => {
  expect(asked({ a: '1', b: '2' })).toBe(asked({ b: '2', a: '1' }, { label: 'other' }))
})

it.each([
  ['a value', asked({ a: '2', b: '2' })],
  ['a name', asked({ A: '1', b: '2' })],
  ['a parameter more', asked({ a: '1', b: '2', c: '' })],
  ['the path', asked({ a: '1', b: '2' }, { path: '/stats/f' })],
  ['the service', asked({ a: '1', b: '2' }, { service: 'cdn' })],
  ['a value that looks like two parameters', asked({ a: '1&b=2' })],
])('differs with %s', (_, other) => {
  expect(other).not.toBe(asked({ a: '1', b: '2' }))
})

it('differs with the source', () => {
  const request = { service: 'stats', endpoint: 'e', path: '/e', label: 'l', params: {} }
  expect(requestKey('nba', request)).not.toBe(requestKey('sandbox', request))
})
