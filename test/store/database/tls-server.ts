import { chownSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { prepareHome, stackPaths } from '../../../src/stack/machine/paths.js'
import { superuserUrl } from '../../../src/stack/postgres/passwords.js'
import { postgresLauncher } from '../../../src/stack/postgres/postgres.js'
import { poll } from '../../../src/system/poll.js'
import { runProgram } from '../../../src/system/program.js'

/** How the server lets each role in: pg_hba.conf of the tests. */
const HBA = `
hostssl   all tls_only         all scram-sha-256
hostnossl all plain_only       all scram-sha-256
hostssl   all with_certificate all cert
host      all anyone           all scram-sha-256
host      all season_sync      all scram-sha-256
hostssl   all season_sync_owner,season_sync_worker all scram-sha-256
`

export const ROLES = ['anyone', 'tls_only', 'plain_only', 'with_certificate'] as const
const PASSWORD = 'word'

/** A Postgres with TLS; its certificate for `localhost` is signed by a private authority. */
export interface TlsServer {
  /** Files of certificates and keys, by name. */
  readonly files: Readonly<Record<'authority' | 'stranger' | 'certificate' | 'key', string>>
  /** The address of a database of a role's own, with these parameters. */
  address(role: (typeof ROLES)[number], parameters: Record<string, string>, host?: string): string
  /** The superuser's address of a database. */
  superuser(database: string): URL
  close(): Promise<void>
}

async function openssl(folder: string, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runProgram('openssl', args, { cwd: folder })
  if (code !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`)
}

/** A key and its certificate, signed by `by` or by itself. */
async function certificate(
  folder: string,
  name: string,
  subject: string,
  more: readonly string[] = [],
): Promise<void> {
  const key = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    `${name}.key`,
  ]
  await openssl(
    folder,
    'req',
    '-x509',
    ...key,
    '-out',
    `${name}.crt`,
    '-days',
    '2',
    '-subj',
    `/CN=${subject}`,
    ...more,
  )
}

export async function startTlsServer(): Promise<TlsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-tls-'))
  const paths = stackPaths(join(folder, 'state'))
  prepareHome(paths)
  const server = await postgresLauncher(paths)(() => undefined, AbortSignal.timeout(120_000))
  const port = server.port ?? 0

  const signed = ['-CA', 'authority.crt', '-CAkey', 'authority.key']
  await Promise.all(['authority', 'stranger'].map((name) => certificate(folder, name, name)))
  const names = ['-addext', 'subjectAltName=DNS:localhost', '-addext', 'basicConstraints=critical,CA:false']
  await certificate(folder, 'state/postgres/server', 'localhost', [...signed, ...names])
  await certificate(folder, 'client', 'with_certificate', [
    ...signed,
    '-addext',
    'basicConstraints=critical,CA:false',
  ])

  const { uid, gid } = statSync(paths.postgresData)
  const inData = (name: string) => join(paths.postgresData, name)
  copyFileSync(join(folder, 'authority.crt'), inData('authority.crt')) // the server's user cannot reach the folder
  for (const name of ['server.key', 'server.crt', 'authority.crt']) chownSync(inData(name), uid, gid)
  writeFileSync(inData('pg_hba.conf'), HBA)
  const admin = new pg.Client({ connectionString: superuserUrl(paths, port, 'postgres') })
  await admin.connect()
  for (const [name, value] of Object.entries({ ssl: 'on', ssl_ca_file: 'authority.crt' }))
    await admin.query(`alter system set ${name} = '${value}'`)
  for (const role of ROLES) {
    await admin.query(`create role ${role} login password '${PASSWORD}'`)
    await admin.query(`create database ${role} owner ${role}`)
  }
  await admin.query('select pg_reload_conf()')
  await admin.end()
  const rereads = () =>
    readFileSync(join(paths.logs, 'postgres.log'), 'utf8').includes('parameter "ssl" changed')
  await poll(() => (rereads() ? true : undefined), { everyMs: 20, timeoutMs: 10_000 })

  const file = (name: string) => join(folder, name)
  return {
    files: {
      authority: file('authority.crt'),
      stranger: file('stranger.crt'),
      certificate: file('client.crt'),
      key: file('client.key'),
    },
    address: (role, parameters, host = 'localhost') => {
      const url = new URL(`postgresql://${role}:${PASSWORD}@${host}:${port}/${role}`)
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      return url.href
    },
    superuser: (database) => new URL(superuserUrl(paths, port, database)),
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
