import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs'
import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../../errors.js'
import { codeOf } from './error-code.js'
import { foldersAbove, replaceable } from './folders-above.js'

/** The bits of a mode by which the group or all others may write. */
const OTHERS_WRITE = 0o022

/** Windows has neither this flag nor user ids; there its access lists keep a user's folders from others. */
const NO_FOLLOW = constants.O_NOFOLLOW | 0

/** The reason why a file or folder cannot be trusted; undefined for one that this user alone may change. */
export function distrust({ uid, mode }: Pick<Stats, 'uid' | 'mode'>): string | undefined {
  const me = process.getuid?.()
  if (me === undefined) return undefined
  if (uid !== me) return `belongs to another user (uid ${uid})`
  return (mode & OTHERS_WRITE) === 0 ? undefined : `may be written by others (mode ${modeText(mode)})`
}

const modeText = (mode: number): string => `0${(mode & 0o777).toString(8)}`

/**
 * Opens a file of the state folder, without following a symbolic link. Throws a UserError for a link, for another
 * user's file, and for one that others may write: what it says would be theirs.
 */
export function openOwn(path: string, flags: number): number {
  let fd: number
  try {
    fd = openSync(path, flags | NO_FOLLOW, 0o600)
  } catch (error) {
    if (codeOf(error) !== 'ELOOP') throw error
    throw notOurs(path, 'is a symbolic link')
  }
  const found = fstatSync(fd)
  const reason = found.isFile() ? distrust(found) : 'is no file'
  if (reason === undefined) return fd
  closeSync(fd)
  throw notOurs(path, reason)
}

/** The text of a file of the state folder, opened as `openOwn` does. */
export function readOwn(path: string): string {
  const fd = openOwn(path, constants.O_RDONLY)
  try {
    return readFileSync(fd, 'utf8')
  } finally {
    closeSync(fd)
  }
}

/** Writes a file of the state folder as a whole (mode 0600): it has its former text or the new one. */
export function writeOwn(path: string, text: string): void {
  const draft = `${path}.draft`
  const fd = openOwn(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC)
  try {
    writeFileSync(fd, text)
  } finally {
    closeSync(fd)
  }
  renameSync(draft, path)
}

/**
 * Rejects with a UserError unless the socket is this user's own; a missing one is left to the connection's error.
 * It does not use `lstatSync`: Node resolves no symbolic link of a module's path after one that found a socket.
 */
export async function checkOwnSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined) // what cannot be looked at cannot be connected to either
  if (found === undefined || process.platform === 'win32') return
  const reason = found.isSocket() ? distrust(found) : 'is no socket'
  if (reason !== undefined) throw notOurs(path, reason)
}

/** Throws a UserError if an ordinary user other than this one could put another folder in the place of this one. */
export function checkAbove(path: string): void {
  for (const above of foldersAbove(path)) {
    const reason = replaceable(above.found)
    if (reason !== undefined)
      throw new UserError(
        `The state folder ${path} is below ${above.path}, which ${reason}; set SEASON_SYNC_HOME to a folder that no other user can replace.`,
      )
  }
}

/**
 * Throws a UserError unless the folder is this user's own, as `checkAbove` does too. A symbolic link of this user's counts
 * as the folder that it names. A missing folder passes.
 */
export function checkOwnFolder(path: string): void {
  checkAbove(path)
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  const folder = found.isSymbolicLink() && found.uid === process.getuid?.() ? statSync(path) : found
  const reason = folder.isDirectory() ? distrust(folder) : 'is no folder'
  if (reason === undefined) return
  throw new UserError(
    `The state folder ${path} ${reason}; set SEASON_SYNC_HOME to a folder that you alone may write.`,
  )
}

/** Throws a UserError for a symbolic link: what it names has a mode and files of its own. */
export function checkNoLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw notOurs(path, 'is a symbolic link')
}

/** Makes the folder of a program that is downloaded or built, and checks it as `checkOwnProgram` does. */
export function makeProgramFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const found = statSync(folder)
  // Under a umask of 002 the group may write the folder: what is in it is checked by its own owner.
  if (found.uid === process.getuid?.() && (found.mode & OTHERS_WRITE) !== 0) chmodSync(folder, 0o755)
  refuseProgram(folder, statSync(folder))
}

/** Returns the path of a kept program; throws a UserError where another user than root could have written it. */
export function checkOwnProgram(path: string): string {
  makeProgramFolder(dirname(path))
  refuseProgram(path, statSync(path))
  return path
}

function refuseProgram(path: string, found: Stats): void {
  const reason = distrust({ mode: found.mode, uid: found.uid === 0 ? (process.getuid?.() ?? 0) : found.uid })
  if (reason !== undefined)
    throw new UserError(`${path} ${reason}, so no program is run from there; remove it.`)
}

const notOurs = (path: string, reason: string): UserError =>
  new UserError(
    `${path} ${reason}, so it is not used; remove it once you know where it comes from, or set SEASON_SYNC_HOME to another folder.`,
  )
