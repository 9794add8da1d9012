import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../errors.js'

/** The kernel's limit is 104 bytes on macOS and 108 on Linux, with the closing zero. */
const LONGEST = 103

/**
 * Path of the socket of a state folder's supervisor: in the folder itself, or, when that path is too long for a socket,
 * in a folder of this user below the system's one for temporary files. Throws a UserError when that is another user's.
 */
export function socketPath(home: string): string {
  const inside = join(home, 'supervisor.sock')
  if (Buffer.byteLength(inside) <= LONGEST) return inside
  const uid = process.getuid?.() ?? 0
  const folder = join(tmpdir(), `season-sync-${uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid)
    throw new UserError(`${folder} belongs to another user; set SEASON_SYNC_HOME to a shorter path.`)
  chmodSync(folder, 0o700)
  return join(folder, `${createHash('sha256').update(home).digest('hex').slice(0, 16)}.sock`)
}
