import { chmodSync, mkdirSync, openSync, readSync, closeSync, fstatSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messageOf, UserError } from '../../errors.js'

/** Receives one line about the progress, for the person at the terminal. */
export type ProgressReporter = (line: string) => void

/** The folders and files of a state folder. */
export interface StackPaths {
  readonly home: string
  readonly logs: string
  readonly state: string
  readonly lock: string
  readonly postgresData: string
  readonly postgresPassword: string
}

/** The layout of the state folder `home`. */
export function stackPaths(home: string): StackPaths {
  return {
    home,
    logs: join(home, 'logs'),
    state: join(home, 'stack.json'),
    lock: join(home, 'supervisor.lock'),
    postgresData: join(home, 'postgres'),
    postgresPassword: join(home, 'postgres-password'),
  }
}

/** Creates the state folder and its log folder, for their owner alone. Throws a UserError when that fails. */
export function prepareHome(paths: StackPaths): void {
  try {
    mkdirSync(paths.logs, { recursive: true, mode: 0o700 })
    if (statSync(paths.home).uid === process.getuid?.()) chmodSync(paths.home, 0o700)
  } catch (error) {
    throw new UserError(
      `The state folder ${paths.home} cannot be used (${messageOf(error)}); set SEASON_SYNC_HOME to another one.`,
    )
  }
}

/** A log above this size is renamed when its part starts; one older copy is kept. */
const MAX_LOG_BYTES = 10 * 1024 * 1024

/** An open log file (mode 0600, appended to) and its size when it was opened, from where `readLog` reads. */
export interface LogFile {
  readonly path: string
  readonly fd: number
  readonly from: number
}

/** Opens `<home>/logs/<name>.log` for appending. The caller closes `fd`. */
export function openLog(paths: StackPaths, name: string): LogFile {
  const path = join(paths.logs, `${name}.log`)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let fd = openSync(path, 'a+', 0o600)
  if (fstatSync(fd).size > MAX_LOG_BYTES) {
    closeSync(fd)
    renameSync(path, `${path}.1`)
    fd = openSync(path, 'a+', 0o600)
  }
  return { path, fd, from: fstatSync(fd).size }
}

/** The text written to a log since it was opened, at most its last 8 KB. */
export function readLog(log: LogFile): string {
  const size = statSync(log.path).size
  const from = Math.max(log.from, size - 8192)
  const buffer = Buffer.alloc(Math.max(0, size - from))
  const fd = openSync(log.path, 'r')
  try {
    const read = readSync(fd, buffer, 0, buffer.length, from)
    return buffer.subarray(0, read).toString('utf8')
  } finally {
    closeSync(fd)
  }
}
