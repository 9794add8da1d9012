import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { CommandLine, environmentWith } from './command-line.js'

const workerProgram = fileURLToPath(new URL('../../dist/worker.js', import.meta.url))

it.concurrent.each([
  ['migrate'],
  ['worker'],
  ['sync', '2018-19'],
  ['retry', 'latest'],
  ['history'],
  ['show', 'latest'],
  ['changes', 'latest'],
  ['accepted', 'list'],
  ['status'],
  ['up'],
])('%s refuses an address with a schema before it connects', async (...args) => {
  const DATABASE_URL = 'postgresql://me:secret@127.0.0.1:1/db?schema=nba'
  expect(await new CommandLine({ DATABASE_URL }).run(...args)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'DATABASE_URL chooses a schema (schema), and the tables are always in the schemas nba and sync: leave that out, or use a database of its own.\n',
  })
})

it.concurrent.each([
  ['worker'],
  ['sync', '2018-19'],
  ['cancel', 'latest'],
  ['show', 'latest'],
  ['status'],
  ['up'],
])('%s refuses an address of Temporal without a port before it connects', async (...args) => {
  const cli = new CommandLine({
    SEASON_SYNC_HOME: '/nowhere/season-sync',
    DATABASE_URL: 'postgresql://me@127.0.0.1:1/db',
    TEMPORAL_ADDRESS: 'localhost',
  })
  expect(await cli.run(...args)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'TEMPORAL_ADDRESS has no port; write it as host:port, like temporal.example:7233.\n',
  })
})

it('an address of Temporal in a profile is refused like one in TEMPORAL_ADDRESS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-profile-'))
  try {
    const TEMPORAL_CONFIG_FILE = join(folder, 'temporal.toml')
    writeFileSync(TEMPORAL_CONFIG_FILE, '[profile.default]\naddress = "https://temporal.example"\n')
    expect(await new CommandLine({ TEMPORAL_CONFIG_FILE }).run('status')).toMatchObject({
      code: 2,
      stderr:
        "The address in Temporal's profile begins with https://; write it as host:port, like temporal.example:7233.\n",
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('a worker that a program starts refuses a malformed address before it waits for a server', async () => {
  const worker = spawnSync(process.execPath, [workerProgram], {
    env: environmentWith({
      DATABASE_URL: 'postgresql://me@127.0.0.1:1/db',
      TEMPORAL_ADDRESS: 'local host:7233',
    }),
    encoding: 'utf8',
  })
  expect([worker.status, worker.stderr]).toEqual([
    2,
    'TEMPORAL_ADDRESS holds a space; write it as host:port, like temporal.example:7233.\n',
  ])
})
