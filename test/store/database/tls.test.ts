import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { hasRunningSync } from '../../../src/stack/postgres/databases.js'
import { checkDatabase } from '../../../src/store/database/database-check.js'
import { openDatabase } from '../../../src/store/database/database.js'
import { runProgram } from '../../../src/system/program.js'
import { packageRoot } from '../../../src/version.js'
import { CommandLine, environmentWith } from '../../cli/command-line.js'
import { startTlsServer, type ROLES, type TlsServer } from './tls-server.js'

const has = async (program: string, asked: string): Promise<boolean> =>
  (await runProgram(program, [asked]).catch(() => undefined))?.code === 0
const openssl = await has('openssl', 'version')
const psql = await has('psql', '--version')

const SSL = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'
const home = mkdtempSync(join(tmpdir(), 'season-sync-home-')) // without ~/.postgresql
const given = process.env.HOME

let server: TlsServer
beforeAll(async () => {
  process.env.HOME = home
  if (openssl) server = await startTlsServer()
})
afterAll(async () => {
  process.env.HOME = given
  if (openssl) await server.close()
  rmSync(home, { recursive: true })
})

interface Case {
  readonly role: (typeof ROLES)[number]
  readonly mode?: string
  readonly root?: 'authority' | 'stranger' | 'missing'
  readonly client?: true
  readonly host?: string
  readonly expected: 'with TLS' | 'without TLS' | RegExp
}

function addressOf({ role, mode, root, client, host }: Case): string {
  const { files } = server
  return server.address(
    role,
    {
      ...(mode !== undefined && { sslmode: mode }),
      ...(root !== undefined && { sslrootcert: root === 'missing' ? '/nowhere/root.crt' : files[root] }),
      ...(client && { sslcert: files.certificate, sslkey: files.key }),
    },
    host,
  )
}

/** How node-postgres is connected, in a pool as a worker has it, or the sentence of a refusal. */
async function connected(url: string): Promise<string> {
  try {
    await checkDatabase(url, { schema: false })
    const database = openDatabase(url, 'check')
    try {
      const { rows } = await database.pool.query<{ ssl: boolean }>(SSL)
      return rows[0]?.ssl ? 'with TLS' : 'without TLS'
    } finally {
      await database.close()
    }
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

async function connectedByPsql(url: string): Promise<string> {
  const { code, stdout } = await runProgram('psql', [url, '-Atc', SSL])
  return code === 0 ? (stdout.trim() === 't' ? 'with TLS' : 'without TLS') : 'refused'
}

const AUTHORITY =
  /^Postgres at localhost:\d+ has a certificate that is not signed by the authority of sslrootcert[^.]*\.$/
const HOST_NAME = /^Postgres at 127\.0\.0\.1:\d+ has a certificate for another host name.*\.$/
const NO_ENTRY = /^Postgres at localhost:\d+ refuses this connection: no pg_hba.conf entry/

const CASES: readonly Case[] = [
  { role: 'anyone', mode: 'disable', expected: 'without TLS' },
  { role: 'tls_only', mode: 'disable', expected: NO_ENTRY },
  { role: 'anyone', mode: 'allow', expected: 'without TLS' },
  { role: 'tls_only', mode: 'allow', expected: 'with TLS' },
  { role: 'anyone', expected: 'with TLS' },
  { role: 'anyone', mode: 'prefer', expected: 'with TLS' },
  { role: 'plain_only', mode: 'prefer', expected: 'without TLS' },
  { role: 'anyone', mode: 'require', expected: 'with TLS' },
  { role: 'plain_only', mode: 'require', expected: NO_ENTRY },
  { role: 'anyone', mode: 'require', root: 'authority', host: '127.0.0.1', expected: 'with TLS' },
  { role: 'anyone', mode: 'require', root: 'stranger', expected: AUTHORITY },
  { role: 'anyone', mode: 'verify-ca', root: 'authority', host: '127.0.0.1', expected: 'with TLS' },
  { role: 'anyone', mode: 'verify-ca', root: 'stranger', expected: AUTHORITY },
  { role: 'anyone', mode: 'verify-full', root: 'authority', expected: 'with TLS' },
  { role: 'anyone', mode: 'verify-full', root: 'authority', host: '127.0.0.1', expected: HOST_NAME },
  { role: 'anyone', mode: 'verify-full', root: 'stranger', expected: AUTHORITY },
  {
    role: 'anyone',
    mode: 'verify-full',
    root: 'missing',
    expected: /^The file of sslrootcert cannot be read/,
  },
  {
    role: 'anyone',
    mode: 'verify-full',
    expected: /^sslmode=verify-full needs the certificate of the authority/,
  },
  { role: 'with_certificate', mode: 'require', client: true, expected: 'with TLS' },
  {
    role: 'with_certificate',
    mode: 'require',
    expected: /does not accept the client certificate; check sslcert/,
  },
]
const named = (all: readonly Case[]) =>
  all.map((each) => {
    const { role, mode = 'no sslmode', root, client, host, expected } = each
    const how = [role, mode, root && `root ${root}`, client && 'certificate', host].filter(Boolean).join(', ')
    return [typeof expected === 'string' ? `connects ${expected}` : 'is refused', how, each] as const
  })

describe.skipIf(!openssl)('an address of Postgres', () => {
  it.each(named(CASES))('%s: %s', async (_, __, each) => {
    const end = await connected(addressOf(each))
    expect(end).toMatch(each.expected)
  })

  it.skipIf(!psql).each(named(CASES))('%s by psql as well: %s', async (_, __, each) => {
    const expected = typeof each.expected === 'string' ? each.expected : 'refused'
    expect(await connectedByPsql(addressOf(each))).toBe(expected)
  })

  it('finds a server without TLS by prefer, and not by require', async () => {
    const url = new URL(inject('templateUrl'))
    url.searchParams.set('sslmode', 'prefer')
    expect(await connected(url.href)).toBe('without TLS')
    url.searchParams.set('sslmode', 'require')
    expect(await connected(url.href)).toMatch(/^Postgres at [^ ]+ offers no TLS, which the sslmode .*\.$/)
  })
})

it.skipIf(!openssl)('the stack sees whether a sync runs in a database that is reached by TLS', async () => {
  expect(await hasRunningSync([addressOf({ role: 'anyone', mode: 'require', expected: 'with TLS' })])).toBe(
    false,
  )
})

describe.skipIf(!openssl)('commands', () => {
  const commandsFor = (each: Omit<Case, 'expected'>) =>
    new CommandLine({ DATABASE_URL: addressOf({ ...each, expected: 'with TLS' }), HOME: home })

  it.each([
    { role: 'anyone', mode: 'verify-full', root: 'authority' },
    { role: 'tls_only', mode: 'require' },
    { role: 'with_certificate', mode: 'verify-full', root: 'authority', client: true },
  ] as const)('migrate and read with $mode as $role, without a warning', async (each) => {
    const commands = commandsFor(each)
    const migrated = await commands.run('migrate')
    expect(migrated).toMatchObject({ code: 0, stderr: '' })
    expect(migrated.stdout).toMatch(/^Applied: /)
    expect(await commands.run('history')).toMatchObject({ code: 0, stderr: '' })
  })

  it.each(['migrate', 'history', 'worker'])(
    'refuse the wrong authority in one sentence: %s',
    async (command) => {
      const { code, stdout, stderr } = await commandsFor({
        role: 'plain_only',
        mode: 'require',
        root: 'stranger',
      }).run(command)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr.trim()).toMatch(AUTHORITY)
    },
  )

  it.each([
    ['authority', 0],
    ['stranger', 1],
  ] as const)("verify in Prisma's engine as elsewhere: the root %s ends with %i", async (root, code) => {
    const url = addressOf({ role: 'anyone', mode: 'require', root, expected: 'with TLS' })
    const engine = join(packageRoot, 'tools/schema-engine.mjs')
    const args = [engine, 'cli', 'can-connect-to-database', '--datasource', JSON.stringify({ url })]
    const ended = await runProgram(process.execPath, args, { env: environmentWith({ HOME: home }) })
    expect(ended.code).toBe(code)
  })
})
