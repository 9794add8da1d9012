import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { CommandLine } from './command-line.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-output-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command line of a person in that folder; a file that others may write makes each command print a notice. */
const cli = (more: Readonly<Record<string, string>> = {}): CommandLine =>
  new CommandLine({ SEASON_SYNC_HOME: join(folder, 'state'), ...more }, folder)
const NOTICE = `${join(folder, '.env')} is ignored: another user owns it or may write it.`
writeFileSync(join(folder, '.env'), '')
chmodSync(join(folder, '.env'), 0o666)

it('--quiet leaves out notices, --log-format json makes each an object', async () => {
  expect((await cli().run('datasets')).stderr).toBe(`${NOTICE}\n`)
  expect((await cli().run('datasets', '--quiet')).stderr).toBe('')
  expect((await cli({ SEASON_SYNC_LOG_LEVEL: 'warn' }).run('datasets')).stderr).toBe('')
  const { stderr } = await cli().run('datasets', 'show', 'games', '--log-format', 'json')
  expect(JSON.parse(stderr)).toEqual({ time: expect.any(String), level: 'info', message: NOTICE })
})

it('an error is an object for the program that asked for JSON, and stays a sentence for people', async () => {
  const address = { DATABASE_URL: 'postgresql://127.0.0.1:9/nba' }
  const { code, stdout, stderr } = await cli(address).run('history', '--json', '--quiet')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toEqual({ error: { message: stderr.trim(), exitCode: 1 } })
  expect(stderr).toMatch(/^Cannot use Postgres at .*\n$/)
})

it('so is wrong usage', async () => {
  const { code, stdout, stderr } = await cli().run('history', '--json', '--bogus')
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toEqual({ error: { message: stderr.trim(), exitCode: 2 } })
  expect(stderr).toBe("Unknown option '--bogus'; see: season-sync history --help\n")
})

it('web prints the address where there is no terminal, and says what to start where there is none', async () => {
  const address = { TEMPORAL_ADDRESS: '127.0.0.1:9', TEMPORAL_UI_URL: 'https://temporal.example/' }
  expect(await cli(address).run('web', '--quiet')).toMatchObject({
    code: 0,
    stdout: 'https://temporal.example\n',
  })
  expect(await cli(address).json('web')).toEqual({ url: 'https://temporal.example' })
  expect(await cli().run('web', '--quiet')).toMatchObject({
    code: 1,
    stderr: 'Temporal does not run; start it with: season-sync up --detach\n',
  })
})

it('status --check tells by its exit code that nothing runs', async () => {
  expect(await cli().run('status', '--check', '--quiet')).toMatchObject({
    code: 4,
    stdout: 'stopped\nNothing runs; a sync starts it, or: season-sync up --detach\n',
  })
})
