import { lstatSync, readlinkSync, type Stats } from 'node:fs'
import { join, resolve, sep } from 'node:path'

/** Whoever may write a folder may rename what is in it, unless it has this bit (as /tmp has): then only the owner may. */
const STICKY = 0o1000
const GROUP_WRITES = 0o020
const ALL_WRITE = 0o002
const ROOT = 0

/** More links than the system itself follows: they lead in a circle. */
const MOST_LINKS = 40

/** A folder that leads to another, or a symbolic link on the way. */
export interface Above {
  readonly path: string
  readonly found: Stats
}

/** The folders that lead to a path, from the root down to the last that is there, links and what they name included. */
export function foldersAbove(path: string): readonly Above[] {
  if (process.getuid === undefined) return [] // Windows: access lists keep a user's folders from others
  let at: string = sep
  const above: Above[] = [{ path: at, found: lstatSync(at) }]
  const names = partsOf(resolve(path))
  for (let links = 0, name = names.shift(); name !== undefined; name = names.shift()) {
    const next = join(at, name)
    const found = lstatSync(next, { throwIfNoEntry: false })
    if (found === undefined || (found.isSymbolicLink() && ++links > MOST_LINKS)) break
    if (found.isSymbolicLink() || names.length > 0) above.push({ path: next, found })
    if (found.isSymbolicLink()) names.unshift(...partsOf(resolve(at, readlinkSync(next))))
    at = found.isSymbolicLink() ? sep : next
  }
  return above
}

const partsOf = (path: string): string[] => path.split(sep).filter((name) => name !== '')

/** How an ordinary user other than this one could replace what is in a folder; undefined: none can. */
export function replaceable(found: Stats): string | undefined {
  const me = process.getuid?.() ?? ROOT
  const { uid, gid, mode } = found
  if (uid !== me && uid !== ROOT) return `belongs to another user (uid ${uid})`
  if (found.isSymbolicLink() || (mode & STICKY) !== 0) return undefined
  // By convention a group with the number of its user has no other member; with one, homes are often 0775.
  const othersInGroup = gid !== ROOT && gid !== me
  const writers = (mode & ALL_WRITE) | (othersInGroup ? mode & GROUP_WRITES : 0)
  return writers === 0 ? undefined : `may be written by others (mode 0${(mode & 0o7777).toString(8)})`
}
