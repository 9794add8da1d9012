import { join } from 'node:path'
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

  it('read several proxies, with commas or spaces between them', () => {
    const { proxy } = readSettings({ NBA_PROXY: 'http://a:1, socks5://b:2\nhttp://c:3 http://a:1' }).nba
    expect(proxy).toEqual(['http://a:1', 'socks5://b:2', 'http://c:3'])
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
    [{}, { requests: 250, seconds: 600 }],
    [{ NBA_STATS_URL: 'https://stats.nba.com/' }, { requests: 250, seconds: 600 }],
    [{ NBA_STATS_URL: 'http://127.0.0.1:8080' }, undefined],
    [
      { NBA_STATS_URL: 'http://127.0.0.1:8080', NBA_BUDGET: '30/20s' },
      { requests: 30, seconds: 20 },
    ],
    [{ NBA_BUDGET: 'none' }, undefined],
  ])('with %j give a budget of %j', (env, budget) => {
    expect(readSettings(env).nba.budget).toEqual(budget)
  })

  it.each([
    ['DATABASE_URL', 'mysql://user:secret@host/db'],
    ['DATABASE_URL', 'secret'],
    ['NBA_STATS_URL', 'ftp://stats.test'],
    ['NBA_STATS_URL', 'stats.nba.com'],
    ['NBA_PROXY', 'ftp://user:secret@proxy'],
    ['NBA_PROXY', 'http://user:secret@proxy, ftp://user:secret@proxy'],
    ['NBA_PROXY', ' , '],
    ['HTTPS_PROXY', 'ftp://user:secret@proxy'],
    ['NBA_BUDGET', '250'],
    ['NBA_BUDGET', '0/10m'],
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

  it.each([
    [
      'SEASON_SYNC_IDLE_SECONDS',
      ['-1', '86401', '1e9', 'Infinity', 'NaN'],
      'number of seconds from 0 to 86400',
    ],
    ['NBA_BODY_TIMEOUT_MS', ['0', '1.5', '3600001'], 'whole number of milliseconds from 1 to 3600000'],
    ['REST_PACE', ['-1', '10001'], 'number of requests per second from 0 to 10000'],
  ] as const)('say which numbers %s takes', (name, values, allowed) => {
    for (const value of values) expect(messageFor({ [name]: value })).toBe(`${name} is not a ${allowed}.`)
  })

  it.each([
    [
      '?schema=nba',
      /^DATABASE_URL chooses a schema \(schema\), and the tables are always in the schemas nba and sync: /,
    ],
    ['?options=-c%20search_path%3Dnba', /^DATABASE_URL chooses a schema \(options=-c search_path\)/],
    ['?options=--search-path=nba', /^DATABASE_URL chooses a schema \(options=-c search_path\)/],
    ['?sslmode=no-verify', /^DATABASE_URL has an sslmode that is none of disable, allow, /],
    ['?sslcrl=secret', /^DATABASE_URL has the parameter sslcrl, which season-sync does not know\.$/],
  ])('refuse DATABASE_URL with %s in one sentence', (parameters, expected) => {
    const sentence = messageFor({ DATABASE_URL: `postgresql://me:secret@host/db${parameters}` })
    expect(sentence).toMatch(expected)
    expect(sentence).not.toContain('secret')
  })

  it('name the files of DATABASE_URL from the root, because a worker starts in another folder', () => {
    const { databaseUrl } = readSettings({
      DATABASE_URL: 'postgresql://me@host/db?sslmode=verify-full&sslrootcert=ca.crt&options=-c%20jit%3Doff',
    })
    expect(new URL(databaseUrl ?? '').searchParams.get('sslrootcert')).toBe(join(process.cwd(), 'ca.crt'))
    expect(new URL(databaseUrl ?? '').searchParams.get('options')).toBe('-c jit=off')
  })
})
