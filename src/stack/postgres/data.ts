import { randomBytes } from 'node:crypto'
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
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../errors.js'
import { runProgram } from '../../system/program.js'
import type { ProgressReporter, StackPaths } from '../machine/paths.js'
import { identify, stopProcess, type ProcessId } from '../machine/processes.js'
import type { PostgresPrograms } from './programs.js'
import type { SystemUser } from './system-user.js'

/** Superuser of the embedded Postgres. */
export const POSTGRES_ROLE = 'season_sync'

/**
 * The data folder as an argument for Postgres's programs. Under root they run as another user, who may not be able to
 * go through the folders above (/root is closed to others): on Linux they start inside the data folder and reach it as
 * /proc/self/cwd.
 */
export function dataArgument(folder: string, user: SystemUser | undefined): string {
  return user !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : folder
}

/**
 * The password of the embedded Postgres, generated at first use and kept in a file of mode 0600. Throws a UserError when
 * the file of an existing database is missing.
 */
export function postgresPassword(paths: StackPaths): string {
  if (!existsSync(paths.postgresPassword)) {
    if (existsSync(join(paths.postgresData, 'PG_VERSION'))) {
      throw new UserError(
        `The password file ${paths.postgresPassword} of the database in ${paths.postgresData} is missing; put it back, or move that folder away to start anew.`,
      )
    }
    const draft = `${paths.postgresPassword}.draft`
    writeFileSync(draft, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 })
    renameSync(draft, paths.postgresPassword)
  }
  return readFileSync(paths.postgresPassword, 'utf8').trim()
}

/** Creates the data folder (UTF8, C locale, password by SCRAM) unless it exists; takes about 0.5 s. */
export async function initialise(
  paths: StackPaths,
  programs: PostgresPrograms,
  user: SystemUser | undefined,
  progress: ProgressReporter,
): Promise<void> {
  if (existsSync(join(paths.postgresData, 'PG_VERSION'))) return
  progress('Creating the database folder')
  const password = postgresPassword(paths)
  const draft = `${paths.postgresData}.new` // a start that was killed may have left one, which is made anew
  const passwordFile = `${paths.postgresPassword}.initdb`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  const stdin = openSync(passwordFile, 'r')
  try {
    if (user !== undefined) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid)
    const { code, stdout, stderr } = await runProgram(
      programs.initdb,
      [
        `--pgdata=${dataArgument(draft, user)}`,
        `--username=${POSTGRES_ROLE}`,
        '--auth=scram-sha-256',
        '--pwfile=/dev/stdin', // the user need not reach the file by its path
        '--encoding=UTF8',
        '--locale=C',
      ],
      { cwd: draft, stdio: [stdin, 'pipe', 'pipe'], env: postgresEnv(), uid: user?.uid, gid: user?.gid },
    )
    if (code !== 0) throw new Error(`initdb failed: ${(stderr || stdout).trim().slice(-400)}`)
    renameSync(draft, paths.postgresData)
  } finally {
    closeSync(stdin)
    rmSync(passwordFile, { force: true })
  }
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
    await stopProcess(left, [
      ['SIGINT', 20_000],
      ['SIGQUIT', 10_000],
      ['SIGKILL', 2_000],
    ])
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

/** Whether a process is a Postgres server of the folder: its working directory is its data folder. */
function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return false
  }
}
