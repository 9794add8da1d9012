import { describe, expect, it } from 'vitest'
import { UserError } from '../src/errors.js'
import { readSettings } from '../src/settings.js'

/** The message of the UserError for a wrong setting. */
function messageFor(env: NodeJS.ProcessEnv): string {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 2) return error.message
    throw error
  }
  throw new Error('the settings are valid')
}

describe('settings', () => {
  it('each have a default', () => {
    const settings = readSettings({})
    expect(settings).toMatchObject({
      databaseUrl: undefined,
      temporalBinary: undefined,
      idleSeconds: 30,
      webUiUrl: undefined,
      today: undefined,
    })
    expect(settings.nba).toMatchObject({
      statsUrl: 'https://stats.nba.com',
      cdnUrl: 'https://cdn.nba.com',
      proxy: undefined,
      pace: 1,
      headersTimeoutMs: 30_000,
    })
    expect(settings.home).toMatch(/season-sync$/)
  })

  it('count as unset if they are empty', () => {
    expect(readSettings({ DATABASE_URL: '', NBA_PACE: '', SEASON_SYNC_TODAY: '' })).toEqual(readSettings({}))
  })

  it.each([
    [{ SEASON_SYNC_HOME: '/a/b' }, '/a/b'],
    [{ XDG_DATA_HOME: '/data' }, '/data/season-sync'],
    [{ XDG_DATA_HOME: '/data', SEASON_SYNC_HOME: '/a' }, '/a'],
  ])('with %j put the state folder at %s', (env, home) => {
    expect(readSettings(env).home).toBe(home)
  })

  it('drop slashes at the end of an address', () => {
    expect(readSettings({ NBA_STATS_URL: 'http://127.0.0.1:8080//' }).nba.statsUrl).toBe(
      'http://127.0.0.1:8080',
    )
  })

  it('read numbers', () => {
    const { nba, idleSeconds } = readSettings({
      NBA_PACE: '0.5',
      NBA_HEADERS_TIMEOUT_MS: '500',
      NBA_MAX_DECODED_BYTES: '1000',
      SEASON_SYNC_IDLE_SECONDS: '0',
    })
    expect([nba.pace, nba.headersTimeoutMs, nba.maxDecodedBytes, idleSeconds]).toEqual([0.5, 500, 1000, 0])
  })

  it.each([
    ['DATABASE_URL', 'mysql://user:secret@host/db'],
    ['DATABASE_URL', 'secret'],
    ['NBA_STATS_URL', 'ftp://stats.test'],
    ['NBA_STATS_URL', 'stats.nba.com'],
    ['NBA_PROXY', 'ftp://user:secret@proxy'],
    ['NBA_PACE', '0'],
    ['NBA_PACE', '-1'],
    ['NBA_PACE', 'fast'],
    ['NBA_PACE', 'Infinity'],
    ['NBA_PACE', '20000'],
    ['NBA_CONNECT_TIMEOUT_MS', '0'],
    ['NBA_CONNECT_TIMEOUT_MS', '1.5'],
    ['NBA_BODY_TIMEOUT_MS', '9999999999'],
    ['NBA_MAX_RECEIVED_BYTES', '-5'],
    ['SEASON_SYNC_IDLE_SECONDS', 'soon'],
    ['SEASON_SYNC_IDLE_SECONDS', '-1'],
    ['SEASON_SYNC_TODAY', '2019-02-30'],
    ['SEASON_SYNC_TODAY', 'today'],
    ['TEMPORAL_UI_URL', 'localhost:8233'],
  ])('%s=%s is refused in one sentence that never shows the value', (name, value) => {
    const sentence = messageFor({ [name]: value })
    expect(sentence).toMatch(new RegExp(`^${name} is [^.]+\\.$`))
    expect(sentence).not.toContain('secret')
  })
})
