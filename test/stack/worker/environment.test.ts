import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readSettings } from '../../../src/settings.js'
import {
  filesOf,
  workerEnvironment,
  workerFingerprint,
  workerProgram,
} from '../../../src/stack/worker/environment.js'

const EMBEDDED = {
  home: '/home/me/season-sync',
  databaseUrl: 'postgresql://season_sync:secret@127.0.0.1:20001/season_sync',
  temporalAddress: '127.0.0.1:20002',
}
const DATABASE = 'postgresql://me@db.test/nba'
const TEMPORAL = { address: 'temporal.test:7233', namespace: 'nba' }

const COMMAND = {
  PATH: '/bin',
  NBA_PACE: '2',
  TEMPORAL_PROFILE: 'cloud',
  TEMPORAL_API_KEY: 'key',
  TEMPORAL_TLS: 'true',
  TEMPORAL_UI_URL: 'https://temporal.test',
}

describe('the environment of a worker', () => {
  it('has the addresses of the embedded servers, and none of the settings for another Temporal', () => {
    const nothing = { databaseUrl: undefined, temporal: undefined }
    const { SEASON_SYNC_DATABASES = '', ...rest } = workerEnvironment(COMMAND, nothing, EMBEDDED)
    expect(rest).toEqual({
      PATH: '/bin',
      NBA_PACE: '2',
      SEASON_SYNC_HOME: EMBEDDED.home,
      DATABASE_URL: EMBEDDED.databaseUrl,
      TEMPORAL_ADDRESS: EMBEDDED.temporalAddress,
      TEMPORAL_NAMESPACE: 'default',
    })
    expect(JSON.parse(SEASON_SYNC_DATABASES)).toMatchObject({
      nba: EMBEDDED.databaseUrl,
      sandbox: EMBEDDED.databaseUrl.replace(/season_sync$/, 'season_sync_sandbox'),
    })
  })

  it('keeps a configured Temporal, with all its settings', () => {
    const configured = { databaseUrl: undefined, temporal: TEMPORAL }
    const given = { ...COMMAND, TEMPORAL_ADDRESS: TEMPORAL.address }
    expect(workerEnvironment(given, configured, EMBEDDED)).toMatchObject(given)
  })

  it('names only the configured database where there is one', () => {
    const configured = { databaseUrl: DATABASE, temporal: undefined }
    const env = workerEnvironment(COMMAND, configured, { ...EMBEDDED, databaseUrl: DATABASE })
    expect(env.DATABASE_URL).toBe(DATABASE)
    expect(env).not.toHaveProperty('SEASON_SYNC_DATABASES')
  })
})

it('the program of a worker is that of the build, unless the environment names another', () => {
  expect(workerProgram({})).toMatch(/\/dist\/worker\.js$/)
  expect(workerProgram({ SEASON_SYNC_WORKER_ENTRY: '/tmp/other.js' })).toBe('/tmp/other.js')
})

describe('the fingerprint of a worker', () => {
  const of = (env: NodeJS.ProcessEnv) => workerFingerprint({ ...COMMAND, ...env })

  it('changes with the file of headers and with what is in it, and names the file from the root', () => {
    const folder = mkdtempSync(join(tmpdir(), 'season-sync-headers-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'headers')
    const given = { NBA_HEADERS_FILE: relative(process.cwd(), file) }
    writeFileSync(file, 'Cookie: one')
    const one = filesOf(readSettings(given))
    writeFileSync(file, 'Cookie: two')
    const two = filesOf(readSettings(given))
    expect(one).toMatchObject({ NBA_HEADERS_FILE: file })
    expect(of(one)).not.toBe(of({}))
    expect(of(two)).not.toBe(of(one))
  })

  it('changes with the settings that a worker reads, and hides them', () => {
    expect(of({ NBA_PACE: '3' })).not.toBe(of({}))
    expect(of({ TEMPORAL_API_KEY: 'other' })).not.toBe(of({}))
    expect(of({})).toMatch(/^[\da-f]{16}$/)
  })

  it('is the same for two commands that differ in settings that only commands read', () => {
    const other = { PATH: '/usr/bin', SEASON_SYNC_HOME: '/tmp/home', SEASON_SYNC_IDLE_SECONDS: '5' }
    expect(of(other)).toBe(of({}))
  })
})
