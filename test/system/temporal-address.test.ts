import { expect, it } from 'vitest'
import { temporalAddressFault } from '../../src/system/temporal-address.js'

it.each(['localhost:7233', '10.0.0.1:1', '[::1]:65535', 'team.a1b2c.tmprl.cloud:7233', 'temporal_1:7233'])(
  '%s is an address of Temporal',
  (address) => {
    expect(temporalAddressFault(address)).toBeUndefined()
  },
)

it.each([
  ['localhost', 'has no port'],
  ['[::1]', 'has no port'],
  ['localhost:', 'has no port'],
  ['localhost:0', 'has a port that is not a number from 1 to 65535'],
  ['localhost:65536', 'has a port that is not a number from 1 to 65535'],
  ['localhost:grpc', 'has a port that is not a number from 1 to 65535'],
  ['localhost:-1', 'has a port that is not a number from 1 to 65535'],
  ['http://localhost:7233', 'begins with http://'],
  ['grpc://localhost', 'begins with grpc://'],
  [' localhost:7233', 'holds a space'],
  ['local host:7233', 'holds a space'],
  ['localhost:7233\n', 'holds a space'],
  [':7233', 'is not a host with a port'],
  ['::1:7233', 'is not a host with a port'],
  ['localhost:7233/path', 'is not a host with a port'],
  ['me:secret@localhost:7233', 'is not a host with a port'],
  ['a:7233,b:7233', 'is not a host with a port'],
])('%j %s', (address, fault) => {
  expect(temporalAddressFault(address)).toBe(`${fault}; write it as host:port, like temporal.example:7233`)
})
