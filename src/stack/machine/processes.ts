import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { poll } from '../../system/poll.js'

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
    return ''
  }
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
  } catch {
    return undefined
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
  } catch {
    return undefined
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
      return !isAlive(target)
    }
    if (await untilGone(target, graceMs)) return true
  }
  return false
}

/** Waits until the process has ended, up to `timeoutMs`. It polls, because only a child's end is reported. */
export async function untilGone(target: ProcessId, timeoutMs: number): Promise<boolean> {
  return (await poll(() => (isAlive(target) ? undefined : true), { everyMs: 20, timeoutMs })) ?? false
}
