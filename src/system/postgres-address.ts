import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ConnectionOptions } from 'node:tls'
import { messageOf, UserError } from '../errors.js'
import { homeFolder } from './home-folder.js'

/** How much TLS an address asks for, as psql means it; psql's default is `prefer`. */
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
export type SslMode = (typeof SSL_MODES)[number]

const isMode = (text: string): text is SslMode => SSL_MODES.some((mode) => mode === text)

/** Parameters that name files. A worker of the stack has another working folder than its command. */
const FILES = ['sslrootcert', 'sslcert', 'sslkey']
const UNDERSTOOD = new Set([...FILES, 'ssl', 'sslmode', 'sslpassword', 'sslnegotiation'])

/** psql's word for the authorities that the computer trusts; Node has a list of its own. */
const SYSTEM = 'system'

/**
 * The reason why an address cannot be used, as words that follow the name of its setting; undefined: there is none. Tables
 * are always in our schemas, and what a client would ignore of TLS must not look as if it were in force.
 */
export function addressFault(address: string): string | undefined {
  const { searchParams } = new URL(address)
  const schema = ['schema', 'currentSchema', 'search_path'].find((name) => searchParams.has(name))
  const chosen =
    schema ??
    (/search[-_]path/i.test(searchParams.get('options') ?? '') ? 'options=-c search_path' : undefined)
  if (chosen !== undefined)
    return `chooses a schema (${chosen}), and the tables are always in the schemas nba and sync: leave that out, or use a database of its own`
  const unknown = [...searchParams.keys()].find((name) => name.startsWith('ssl') && !UNDERSTOOD.has(name))
  if (unknown !== undefined) return `has the parameter ${unknown}, which season-sync does not know`
  const twice = [...UNDERSTOOD].find((name) => searchParams.getAll(name).length > 1)
  if (twice !== undefined) return `has the parameter ${twice} more than once`
  const mode = searchParams.get('sslmode')
  if (mode !== null && !isMode(mode)) return `has an sslmode that is none of ${SSL_MODES.join(', ')}`
  return undefined
}

/** The address with absolute paths of its certificates and key. */
export function withAbsolutePaths(address: string): string {
  const url = new URL(address)
  for (const name of FILES) {
    const path = url.searchParams.get(name)
    if (path !== null && path !== '' && path !== SYSTEM) url.searchParams.set(name, resolve(path))
  }
  return url.href
}

/** What node-postgres needs to connect to an address as psql does. */
export interface PostgresAddress {
  /** Without the parameters of TLS, which node-postgres understands otherwise. */
  readonly connectionString: string
  readonly ssl: ConnectionOptions | false
  /** What to try where the server refuses the first way: `prefer` and `allow` have two ways. */
  readonly otherwise: ConnectionOptions | false | undefined
}

/**
 * Reads an address, the certificates that it names, and psql's variables (PGSSLMODE and the like) and usual files
 * (~/.postgresql). Throws a UserError for a file that cannot be read and for a mode without what it needs.
 */
export function readAddress(address: string, env: NodeJS.ProcessEnv = process.env): PostgresAddress {
  const fault = addressFault(address)
  if (fault !== undefined) throw new UserError(`The address of Postgres ${fault}.`, 2)
  const url = new URL(address)
  const given = (name: string): string | undefined =>
    nonEmpty(url.searchParams.get(name)) ?? nonEmpty(env[`PG${name.toUpperCase()}`])
  const host =
    nonEmpty(url.searchParams.get('host')) ?? nonEmpty(decodeURIComponent(url.hostname)) ?? env.PGHOST
  const mode = host?.startsWith('/') === true ? 'disable' : modeOf(given) // psql has no TLS on a socket in the file system
  const ssl = mode === 'disable' ? false : tlsOptions(mode, given)
  if (given('sslnegotiation') === 'direct' && isWeak(mode))
    throw new UserError(`sslnegotiation=direct needs sslmode=require or more, not ${mode}.`, 2)
  for (const name of UNDERSTOOD) if (name !== 'sslnegotiation') url.searchParams.delete(name)
  const connectionString = url.href
  if (mode === 'allow') return { connectionString, ssl: false, otherwise: ssl }
  return { connectionString, ssl, otherwise: mode === 'prefer' ? false : undefined }
}

type Given = (name: string) => string | undefined

const nonEmpty = (text: string | null | undefined): string | undefined =>
  text === '' ? undefined : (text ?? undefined)

const isWeak = (mode: SslMode): boolean => mode === 'disable' || mode === 'allow' || mode === 'prefer'

function modeOf(given: Given): SslMode {
  const fallback =
    given('sslrootcert') === SYSTEM ? 'verify-full' : given('ssl') === 'true' ? 'require' : 'prefer'
  const mode = given('sslmode') ?? fallback
  if (!isMode(mode)) throw new UserError(`PGSSLMODE is none of ${SSL_MODES.join(', ')}.`, 2)
  if (given('sslrootcert') === SYSTEM && mode !== 'verify-full')
    throw new UserError(`sslrootcert=system needs sslmode=verify-full, not ${mode}.`, 2)
  return mode
}

/** TLS of a mode that has it. As for psql, `require` verifies the authority where its certificate is there. */
function tlsOptions(mode: SslMode, given: Given): ConnectionOptions {
  const cert = given('sslcert') ?? usualFile('postgresql.crt')
  const key = cert === undefined ? undefined : (given('sslkey') ?? usualFile('postgresql.key'))
  if (cert !== undefined && key === undefined)
    throw new UserError(`sslcert names a certificate, and no sslkey the key that belongs to it.`, 2)
  return {
    ...authorityOptions(mode, given('sslrootcert') ?? usualFile('root.crt')),
    ...(cert !== undefined && key !== undefined && { cert: read('sslcert', cert), key: readKey(key) }),
    ...(given('sslpassword') !== undefined && { passphrase: given('sslpassword') }),
  }
}

function authorityOptions(mode: SslMode, root: string | undefined): ConnectionOptions {
  if (isWeak(mode) || (mode === 'require' && root === undefined)) return { rejectUnauthorized: false }
  if (root === undefined)
    throw new UserError(
      `sslmode=${mode} needs the certificate of the authority: name its file with sslrootcert, or sslrootcert=system for the authorities that Node knows.`,
      2,
    )
  return {
    ...(root !== SYSTEM && { ca: read('sslrootcert', root) }),
    ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
  }
}

/** A file where psql looks for it; undefined: it is not there. */
function usualFile(name: string): string | undefined {
  const path = join(homeFolder(), '.postgresql', name)
  return existsSync(path) ? path : undefined
}

/** A private key, which nobody else may read; as for psql, one of root's may be read by its group. */
function readKey(path: string): string {
  const key = read('sslkey', path)
  const { uid, mode } = statSync(path)
  if (process.platform !== 'win32' && (mode & (uid === 0 ? 0o037 : 0o077)) !== 0)
    throw new UserError(`The file of sslkey may be read by others: chmod 600 ${path}`, 2)
  return key
}

function read(parameter: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UserError(`The file of ${parameter} cannot be read: ${messageOf(error)}.`, 2)
  }
}
