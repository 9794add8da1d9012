import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readAddress } from '../../src/system/postgres-address.js'

const HOME = { PGSSLROOTCERT: '', PGSSLCERT: '' }
const read = (address: string, env: NodeJS.ProcessEnv = {}) => readAddress(address, { ...HOME, ...env })

describe('the address of Postgres', () => {
  it('loses its parameters of TLS, which node-postgres would read otherwise, and no other', () => {
    expect(
      read('postgresql://me:p%40ss@host:5433/db?sslmode=require&application_name=x').connectionString,
    ).toBe('postgresql://me:p%40ss@host:5433/db?application_name=x')
  })

  it.each([
    ['postgresql:///db?host=/run/postgresql&sslmode=require', 'has no TLS on a socket in the file system'],
    [
      'postgresql://%2Frun%2Fpostgresql/db?sslmode=require',
      'nor where the socket is in the place of the host',
    ],
    ['postgresql://host/db?sslmode=disable', 'nor where it is turned off'],
  ])('%s %s', (address) => {
    expect(read(address)).toMatchObject({ ssl: false, otherwise: undefined })
  })

  it.each([
    ['of an address without sslmode is that of PGSSLMODE', '', { PGSSLMODE: 'require' }],
    ['of an address comes before that of PGSSLMODE', '?sslmode=require', { PGSSLMODE: 'disable' }],
    ['of ssl=true is require', '?ssl=true', {}],
  ])('the mode %s', (_, parameters, env) => {
    expect(read(`postgresql://host/db${parameters}`, env)).toMatchObject({
      ssl: { rejectUnauthorized: false },
      otherwise: undefined,
    })
  })

  it("takes Node's authorities and the host's name for sslrootcert=system", () => {
    const { ssl } = read('postgresql://host/db?sslrootcert=system')
    expect(ssl).toEqual({})
  })

  it.each([
    ['?sslrootcert=system&sslmode=require', {}, 'sslrootcert=system needs sslmode=verify-full, not require.'],
    ['?sslnegotiation=direct', {}, 'sslnegotiation=direct needs sslmode=require or more, not prefer.'],
    ['?sslcert=/c', {}, 'sslcert names a certificate, and no sslkey the key that belongs to it.'],
    [
      '',
      { PGSSLMODE: 'no-verify' },
      'PGSSLMODE is none of disable, allow, prefer, require, verify-ca, verify-full.',
    ],
    [
      '?sslmode=disable&sslmode=require', // psql takes the last, node-postgres would take the first
      {},
      'The address of Postgres has the parameter sslmode more than once.',
    ],
    ['?schema=nba', {}, /^The address of Postgres chooses a schema \(schema\), /],
  ])('with %s %j is refused in one sentence', (parameters, env, sentence) => {
    expect(() => read(`postgresql://host/db${parameters}`, env)).toThrow(sentence)
  })

  it.skipIf(process.platform === 'win32')('refuses a private key that others may read, as psql does', () => {
    const folder = mkdtempSync(join(tmpdir(), 'season-sync-key-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [certificate, key] = [join(folder, 'client.crt'), join(folder, 'client.key')]
    writeFileSync(certificate, 'c')
    writeFileSync(key, 'k', { mode: 0o644 })
    const address = `postgresql://host/db?sslmode=require&sslcert=${certificate}&sslkey=${key}`
    expect(() => read(address)).toThrow(`The file of sslkey may be read by others: chmod 600 ${key}`)
    chmodSync(key, 0o600)
    expect(read(address).ssl).toMatchObject({ cert: 'c', key: 'k' })
  })
})
