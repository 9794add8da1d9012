import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { ConfigLine } from '../../src/cli/reports/config-report.js'
import { CommandLine } from './command-line.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-config-'))
const dotEnv = join(folder, '.env')
beforeEach(() => rmSync(dotEnv, { force: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command line of a person in that folder. */
const cli = (more: Readonly<Record<string, string>> = {}): CommandLine =>
  new CommandLine({ SEASON_SYNC_HOME: join(folder, 'state'), ...more }, folder)

/** The lines by the names of their settings. */
async function lines(more?: Readonly<Record<string, string>>): Promise<Record<string, ConfigLine>> {
  const list = await cli(more).json<ConfigLine[]>('config')
  return Object.fromEntries(list.map((line) => [line.name, line]))
}

it('config shows where each setting comes from; the environment wins over .env', async () => {
  writeFileSync(dotEnv, 'NBA_PACE=0.5\nREST_PACE=3\nSEASON_SYNC_DATASETS=\nSOMETHING_ELSE=1\n')
  const found = await lines({ REST_PACE: '2', TEMPORAL_ADDRESS: 'temporal.example:7233' })
  expect(found).toMatchObject({
    NBA_PACE: { value: '0.5', from: '.env' },
    REST_PACE: { value: '2', from: 'environment' },
    NBA_BUDGET: { value: '250 requests in 10 minutes', from: 'default' },
    DATABASE_URL: { value: 'embedded', from: 'default' },
    TEMPORAL_ADDRESS: { value: 'temporal.example:7233', from: 'environment' },
    TEMPORAL_NAMESPACE: { value: 'default', from: 'default' },
  })
  expect(found).not.toHaveProperty('SOMETHING_ELSE')
})

it('config masks what is secret', async () => {
  const { code, stdout } = await cli({
    DATABASE_URL: 'postgresql://me:secret-1@127.0.0.1:9/nba?sslpassword=secret-2',
    NBA_PROXY: 'http://me:secret-3@127.0.0.1:9, socks5://me:secret-4@127.0.0.1:10',
    HTTPS_PROXY: 'http://me:secret-5@127.0.0.1:9',
    TEMPORAL_API_KEY: 'secret-6',
    TEMPORAL_TLS_CLIENT_KEY_DATA: 'secret-7',
  }).run('config')
  expect(code).toBe(0)
  expect(stdout).not.toContain('secret-')
  expect(stdout).toMatch(/^NBA_PROXY +environment +http:\/\/me:\*\*\*@127\.0\.0\.1:9, socks5:/m)
})

it('config names every setting that cannot be used, without its value', async () => {
  const { code, stdout } = await cli({ NBA_PACE: 'fast', DATABASE_URL: 'secret' }).run('config')
  expect(code).toBe(2)
  expect(stdout).toMatch(/^NBA_PACE +environment +fast \(is not a number of requests per second/m)
  expect(stdout).toMatch(/^DATABASE_URL +environment +\*\*\* \(is not an address like postgresql:/m)
})

it('commands read .env, and ignore one that others may write', async () => {
  writeFileSync(dotEnv, 'NBA_PACE=fast\n')
  expect(await cli().run('status')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^NBA_PACE is not a number/),
  })
  chmodSync(dotEnv, 0o666)
  const { code, stderr } = await cli().run('status')
  expect([code, stderr]).toEqual([0, `${dotEnv} is ignored: another user owns it or may write it.\n`])
})
