import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { poll } from '../../system/poll.js'
import { codeOf } from './error-code.js'

/** Identifies a process by its pid and start time: a recycled pid is another process. */
export interface ProcessId {
  readonly pid: number
  /** Opaque; equal for the same process only. */
  readonly started: string
}

const bootId = readBootId()

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8)
  } catch {
    return '' // no such file outside of Linux, where start times are dates
  }
}

/**
 * Codes of the errors about a process that has ended, or that this user may not look at. Any other, such as a process
 * without free file descriptors (EMFILE), says nothing about it: a lock whose holder runs would be taken for stale.
 */
const NOT_THERE = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM'])

/** Returns undefined for the error of a question about a process that is not there, and throws any other. */
function ifNotThere(error: unknown): undefined {
  const endedPs = error instanceof Error && 'status' in error && typeof error.status === 'number'
  if (!endedPs && !NOT_THERE.has(codeOf(error) ?? '')) throw error
}

/** The process that has this pid now; undefined when there is none, or only a zombie that was not reaped. */
export function identify(pid: number): ProcessId | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // a process's name may hold blanks and brackets
      const [state, started] = [fields[0], fields[19]]
      return state === 'Z' || state === 'X' || started === undefined
        ? undefined
        : { pid, started: `${bootId}:${started}` }
    }
    const answer = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    return answer === '' || answer.startsWith('Z')
      ? undefined
      : { pid, started: answer.replace(/^\S+\s+/, '') }
  } catch (error) {
    return ifNotThere(error)
  }
}

/** Whether this process still runs, and not another with its pid. */
export function isAlive(process: ProcessId): boolean {
  return identify(process.pid)?.started === process.started
}

/** The user that a process runs as; undefined when it has ended, or where processes have no user id. */
export function userOf(pid: number): number | undefined {
  try {
    const answer =
      process.platform === 'linux'
        ? /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        : execFileSync('ps', ['-o', 'uid=', '-p', String(pid)], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }).trim()
    return answer === undefined || answer === '' ? undefined : Number(answer)
  } catch (error) {
    return ifNotThere(error)
  }
}

/** A signal and the milliseconds that a process has to end after it. */
export type StopSignal = readonly [signal: NodeJS.Signals, graceMs: number]

/**
 * Sends the signals in turn until the process has ended. Returns false when it outlives all of them, and without a
 * signal when it is a process of another user than `user` (default: that of this process): it is none of the stack's.
 */
export async function stopProcess(
  target: ProcessId,
  signals: readonly StopSignal[],
  user = process.getuid?.(),
): Promise<boolean> {
  for (const [signal, graceMs] of signals) {
    if (!isAlive(target)) return true
    if (userOf(target.pid) !== user) return !isAlive(target)
    try {
      process.kill(target.pid, signal)
    } catch {
      return !isAlive(target) // it has ended meanwhile, or the system does not allow the signal
    }
    if (await untilGone(target, graceMs)) return true
  }
  return false
}

/** Waits until the process has ended, up to `timeoutMs`. It polls, because only a child's end is reported. */
export async function untilGone(target: ProcessId, timeoutMs: number): Promise<boolean> {
  return (await poll(() => (isAlive(target) ? undefined : true), { everyMs: 20, timeoutMs })) ?? false
}
