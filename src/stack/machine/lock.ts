import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { codeOf } from './error-code.js'
import { identify, isAlive, type ProcessId } from './processes.js'

const holderShape = z.object({ pid: z.number(), started: z.string() })

/** A lock that this process holds. It also ends with the process. */
export interface HeldLock {
  release(): void
}

/** What `tryLock` found: the lock, now ours, or the living process that has it. */
export type LockAnswer =
  { readonly lock: HeldLock; readonly holder?: never } | { readonly lock?: never; readonly holder: ProcessId }

/**
 * Takes the lock `path`, unless a living process holds it.
 *
 * The lock is a row of files `path.1`, `path.2`, …: the highest number counts, and who links the next one in has it.
 * A stale lock is outnumbered, never removed first, so two that find it stale at once cannot both win: the second
 * link fails, or a look back shows a higher number. (Node has no flock.)
 */
export function tryLock(path: string): LockAnswer {
  const me = identify(process.pid) ?? { pid: process.pid, started: '' }
  const draft = `${path}.draft-${process.pid}`
  writeFileSync(draft, JSON.stringify(me), { mode: 0o600 })
  try {
    for (;;) {
      const last = highest(path)
      const holder = last === 0 ? undefined : readHolder(`${path}.${last}`)
      if (holder !== undefined && isAlive(holder)) return { holder }
      const mine = `${path}.${last + 1}`
      try {
        linkSync(draft, mine)
      } catch (error) {
        if (codeOf(error) === 'EEXIST') continue // another one was faster: look at it
        throw error
      }
      if (highest(path) !== last + 1) {
        rmSync(mine, { force: true }) // numbered by an old look: the lock has moved on since
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

/** The file stays, held by nobody: without it the numbering would begin anew and an old look could win. */
function release(file: string): void {
  const nobody = `${file}.released`
  writeFileSync(nobody, JSON.stringify({ pid: 0, started: '' }), { mode: 0o600 })
  renameSync(nobody, file)
}

function numbers(path: string): number[] {
  const prefix = `${basename(path)}.`
  try {
    return readdirSync(dirname(path))
      .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
      .map((name) => Number(name.slice(prefix.length)))
  } catch {
    return []
  }
}

const highest = (path: string): number => Math.max(0, ...numbers(path))

function readHolder(file: string): ProcessId | undefined {
  try {
    return holderShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined // removed since by a newer holder, or cut short by a full disk: held by nobody
  }
}
