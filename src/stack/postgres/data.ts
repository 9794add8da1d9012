import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../errors.js'
import { runProgram } from '../../system/program.js'
import { writeOwn } from '../machine/own-files.js'
import type { ProgressReporter, StackPaths } from '../machine/paths.js'
import { identify, stopProcess, userOf, type ProcessId } from '../machine/processes.js'
import { SUPERUSER, superuserPassword } from './passwords.js'
import type { PostgresPrograms } from './programs.js'
import type { SystemUser } from './system-user.js'

/**
 * The data folder as an argument for Postgres's programs. Under root they run as another user, who may not be able to
 * go through the folders above (/root is closed to others): on Linux they start inside the data folder and reach it as
 * /proc/self/cwd.
 */
export function dataArgument(folder: string, user: SystemUser | undefined): string {
  return user !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : folder
}

/**
 * Refuses a data folder of another major version with a UserError: its files are not readable, and the programs that could
 * convert them are not among those that npm installs.
 */
function checkVersion(folder: string, { version }: PostgresPrograms): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  const [major] = version.split('.')
  if (found === major) return
  throw new UserError(
    `The database in ${folder} is of Postgres ${found}, and this version of season-sync runs Postgres ${major}; ` +
      `with the version that made it, save it by pg_dump, or move that folder away to start anew.`,
  )
}

/** Creates the data folder (UTF8, C locale, password by SCRAM) unless it exists; takes about 0.5 s. Throws a UserError for one of another version. */
export async function initialise(
  paths: StackPaths,
  programs: PostgresPrograms,
  user: SystemUser | undefined,
  progress: ProgressReporter,
): Promise<void> {
  if (existsSync(join(paths.postgresData, 'PG_VERSION'))) return checkVersion(paths.postgresData, programs)
  progress('Creating the database folder')
  const password = superuserPassword(paths)
  const draft = `${paths.postgresData}.new` // a start that was killed may have left one, which is made anew
  const passwordFile = `${paths.postgresPassword}.initdb`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeOwn(passwordFile, `${password}\n`)
  const stdin = openSync(passwordFile, 'r')
  try {
    if (user !== undefined) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid)
    const { code, stdout, stderr } = await runProgram(
      programs.initdb,
      [
        `--pgdata=${dataArgument(draft, user)}`,
        `--username=${SUPERUSER}`,
        '--auth=scram-sha-256',
        '--pwfile=/dev/stdin', // the user need not reach the file by its path
        '--encoding=UTF8',
        '--locale=C',
      ],
      { cwd: draft, stdio: [stdin, 'pipe', 'pipe'], env: postgresEnv(), uid: user?.uid, gid: user?.gid },
    )
    if (code !== 0) throw initdbFailed((stderr || stdout).trim())
    renameSync(draft, paths.postgresData)
  } finally {
    closeSync(stdin)
    rmSync(passwordFile, { force: true })
  }
}

/** Postgres refuses a user whom the system does not know by name, as a container's may be. */
function initdbFailed(output: string): Error {
  return /could not look up effective user ID/.test(output)
    ? new UserError(
        `Postgres does not run as a user without a name (uid ${process.getuid?.()}): add a line for it to /etc/passwd, or set DATABASE_URL to a Postgres of yours.`,
      )
    : new Error(`initdb failed: ${output.slice(-400)}`)
}

/** The environment of Postgres's programs: they need none of our variables, and some of libpq's would mislead them. */
export function postgresEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
}

/** Stops a server that an earlier supervisor left running on this data folder, and removes a stale postmaster.pid. */
export async function stopLeftoverPostgres(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0
  const left = pid > 0 ? identify(pid) : undefined
  if (left !== undefined && (await servesFolder(left, folder))) {
    // Fast shutdown, then immediate, as Postgres defines them.
    const signals = [
      ['SIGINT', 20_000],
      ['SIGQUIT', 10_000],
      ['SIGKILL', 2_000],
    ] as const
    await stopProcess(left, signals, statSync(folder).uid)
  } else if (pid > 0) {
    rmSync(pidFile, { force: true }) // another process may have this pid by now, and Postgres would refuse to start
  }
}

/** Kills server processes of the folder whose postmaster was killed: a long statement notices that only at its end. */
export function killOrphans(folder: string): void {
  if (process.platform !== 'linux') return
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    if (worksIn(Number(name), folder)) process.kill(Number(name), 'SIGKILL')
  }
}

async function servesFolder({ pid }: ProcessId, folder: string): Promise<boolean> {
  if (process.platform === 'linux') return worksIn(pid, folder)
  return (await runProgram('ps', ['-o', 'command=', '-p', String(pid)])).stdout.includes(folder)
}

/** Whether a process is a Postgres server of the folder: its working directory is its data folder, whose owner runs it. */
function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder) && userOf(pid) === statSync(folder).uid
  } catch {
    return false // the process has ended, or is one that this user may not look at: not this folder's server
  }
}
