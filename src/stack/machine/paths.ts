import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { messageOf, UserError } from '../../errors.js'
import { checkAbove, checkNoLink, checkOwnFolder, openOwn } from './own-files.js'

/** Receives one line about the progress, for the person at the terminal. */
export type ProgressReporter = (line: string) => void

/** The folders and files of a state folder. */
export interface StackPaths {
  readonly home: string
  readonly logs: string
  readonly state: string
  readonly lock: string
  readonly postgresData: string
  /** Password of the superuser, whom only the stack itself uses. */
  readonly postgresPassword: string
  /** Password of the application's role. */
  readonly applicationPassword: string
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
    applicationPassword: join(home, 'postgres-app-password'),
  }
}

/**
 * Creates the state folder and its log folder, for their owner alone. Throws a UserError when that fails, for a folder of
 * another user or one that others may write, and for one with files of something else that others may read: its mode is
 * not ours to change.
 */
export function prepareHome(paths: StackPaths): void {
  try {
    makeOwn(paths.home, () => {
      if (!isOurs(paths)) throw notAStateFolder(paths.home)
    })
    checkNoLink(paths.logs)
    makeOwn(paths.logs)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(
      `The state folder ${paths.home} cannot be used (${messageOf(error)}); set SEASON_SYNC_HOME to another one.`,
    )
  }
}

/** Creates a folder for its owner alone, or closes it to others; `beforeClosing` may refuse one that holds files. */
function makeOwn(folder: string, beforeClosing?: () => void): void {
  checkAbove(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = statSync(folder)
  const isEmpty = readdirSync(folder).length === 0
  // An empty folder of this user's can hold nothing of others, whatever its mode was.
  if (!isEmpty || uid !== process.getuid?.()) checkOwnFolder(folder)
  if ((mode & 0o777) === 0o700) return
  if (!isEmpty) beforeClosing?.()
  chmodSync(folder, 0o700)
}

/** Whether a folder has what a stack of ours leaves in it. */
const isOurs = ({ logs, state, lock, postgresData }: StackPaths): boolean =>
  [logs, state, lock, postgresData].some((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined)

const notAStateFolder = (folder: string): UserError =>
  new UserError(
    `The folder ${folder} holds files of something else, and others may read it, so it is not made a state folder; set SEASON_SYNC_HOME to a new folder.`,
  )

/** A log above this size is renamed when its part starts; one older copy is kept. */
const MAX_LOG_BYTES = 10 * 1024 * 1024

/** An open log file (mode 0600, appended to) and its size when it was opened, from where `readLog` reads. */
export interface LogFile {
  readonly path: string
  readonly fd: number
  readonly from: number
}

/** Flags of a log: it is read again for the reason of a failed start. */
const LOG_FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND

/** Opens `<home>/logs/<name>.log` for appending. The caller closes `fd`. */
export function openLog(paths: StackPaths, name: string): LogFile {
  const path = join(paths.logs, `${name}.log`)
  mkdirSync(paths.logs, { recursive: true, mode: 0o700 })
  checkOwnFolder(paths.logs)
  let fd = openOwn(path, LOG_FLAGS)
  if (fstatSync(fd).size > MAX_LOG_BYTES) {
    closeSync(fd)
    renameSync(path, `${path}.1`)
    fd = openOwn(path, LOG_FLAGS)
  }
  return { path, fd, from: fstatSync(fd).size }
}

/** The text written to a log since it was opened, at most its last 8 KB. */
export function readLog(log: LogFile): string {
  const fd = openOwn(log.path, constants.O_RDONLY)
  try {
    const { size } = fstatSync(fd)
    const from = Math.max(log.from, size - 8192)
    const buffer = Buffer.alloc(Math.max(0, size - from))
    const read = readSync(fd, buffer, 0, buffer.length, from)
    return buffer.subarray(0, read).toString('utf8')
  } finally {
    closeSync(fd)
  }
}
