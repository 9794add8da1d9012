import { linkSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { codeOf } from './error-code.js'
import { readOwn, writeOwn } from './own-files.js'
import { identify, isAlive, type ProcessId } from './processes.js'

const holderShape = z.object({ pid: z.number(), started: z.string() })

/** A lock that this process holds. It ends with the process, if not released before. */
export interface HeldLock {
  release(): void
}

/** Result of `tryLock`: the lock, now held by this process, or the living process that holds it. */
export type LockAnswer =
  { readonly lock: HeldLock; readonly holder?: never } | { readonly lock?: never; readonly holder: ProcessId }

/**
 * Takes the lock `path`, unless a living process holds it.
 *
 * The lock is a series of files `path.1`, `path.2`, …: the highest number counts, and the process that links the next
 * file has the lock. A stale file is not removed before a higher one is linked, so two processes that find it stale at
 * once cannot both win: the second link fails, or the check after it finds a higher number. (Node has no flock.)
 */
export function tryLock(path: string): LockAnswer {
  const me = identify(process.pid) ?? { pid: process.pid, started: '' }
  const draft = `${path}.draft-${process.pid}`
  writeOwn(draft, JSON.stringify(me))
  try {
    for (;;) {
      const last = highest(path)
      const holder = last === 0 ? undefined : readHolder(`${path}.${last}`)
      if (holder !== undefined && isAlive(holder)) return { holder }
      const mine = `${path}.${last + 1}`
      try {
        linkSync(draft, mine)
      } catch (error) {
        if (codeOf(error) === 'EEXIST') continue // another process was faster: check that one
        throw error
      }
      if (highest(path) !== last + 1) {
        rmSync(mine, { force: true }) // the number came from an outdated listing: a higher file exists by now
        continue
      }
      for (const number of numbers(path)) if (number <= last) rmSync(`${path}.${number}`, { force: true })
      return { lock: { release: () => release(mine) } }
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The living process that holds the lock `path`, if any. */
export function lockHolder(path: string): ProcessId | undefined {
  const last = highest(path)
  const holder = last === 0 ? undefined : readHolder(`${path}.${last}`)
  return holder !== undefined && isAlive(holder) ? holder : undefined
}

/** The file stays, without a holder: otherwise the numbering would begin anew, and an outdated listing could win. */
function release(file: string): void {
  writeOwn(file, JSON.stringify({ pid: 0, started: '' }))
}

function numbers(path: string): number[] {
  const prefix = `${basename(path)}.`
  try {
    return readdirSync(dirname(path))
      .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
      .map((name) => Number(name.slice(prefix.length)))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [] // without its folder nobody has taken the lock
    throw error
  }
}

const highest = (path: string): number => Math.max(0, ...numbers(path))

function readHolder(file: string): ProcessId | undefined {
  try {
    return holderShape.parse(JSON.parse(readOwn(file)))
  } catch (error) {
    const removed = codeOf(error) === 'ENOENT' // by a newer holder
    const cutShort = error instanceof SyntaxError || error instanceof z.ZodError // by a full disk
    if (removed || cutShort) return undefined
    throw error // of another user, or not to be read now: neither a holder nor a stale file
  }
}
