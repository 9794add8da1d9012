import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** What a process, or a server with all its processes, has used. */
export interface Usage {
  /** CPU seconds, user and system. */
  readonly cpuSeconds: number
  /** Peak resident memory of its largest process, megabytes, with what it shares with others. */
  readonly peakMB: number
}

/** Clock ticks per second in /proc: Linux has shown this number to programs on every machine for decades. */
const TICKS = 100

/** Time between two looks at the processes, ms: a process that has ended is missing what it used since the last one. */
const EVERY_MS = 250

interface Stat {
  readonly parent: number
  readonly own: number
  /** CPU seconds of its children that have ended. */
  readonly ended: number
}

function statOf(pid: number): Stat | undefined {
  try {
    // The name, in parentheses, may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((at) =>
      Number(fields[at]),
    )
    return { parent, own: (user + system) / TICKS, ended: (endedUser + endedSystem) / TICKS }
  } catch {
    return undefined // it has ended
  }
}

function peakOf(pid: number): number {
  try {
    const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Makes the peak of a process begin anew at what it has now. */
function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Another user's process: its peak is that since its start.
  }
}

/** The living children of every process. */
function children(): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>()
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    const parent = statOf(pid)?.parent
    if (parent !== undefined) found.set(parent, [...(found.get(parent) ?? []), pid])
  }
  return found
}

/** CPU seconds of a process and its children, living and ended: a Postgres consists of these. */
function cpuOf(pid: number, living: readonly number[]): number {
  const stat = statOf(pid)
  return (stat?.own ?? 0) + (stat?.ended ?? 0) + living.reduce((sum, one) => sum + (statOf(one)?.own ?? 0), 0)
}

/** Watches processes by name from its start to its end. It reads /proc, so other systems than Linux give NaN. */
export class Watch {
  readonly #before = new Map<string, number>()
  readonly #cpu = new Map<string, number>()
  readonly #peaks = new Map<string, number>()
  readonly #timer: NodeJS.Timeout | undefined

  constructor(private readonly pids: Readonly<Record<string, number | undefined>>) {
    if (process.platform !== 'linux') return
    for (const pid of Object.values(pids)) if (pid !== undefined) forgetPeak(pid)
    this.#look()
    for (const [name, cpu] of this.#cpu) this.#before.set(name, cpu)
    this.#timer = setInterval(() => this.#look(), EVERY_MS).unref()
  }

  /** Ends the watch; returns what each process used since its start. */
  end(): Record<string, Usage> {
    clearInterval(this.#timer)
    if (this.#timer !== undefined) this.#look()
    return Object.fromEntries(
      Object.keys(this.pids).map((name) => [
        name,
        {
          cpuSeconds: (this.#cpu.get(name) ?? NaN) - (this.#before.get(name) ?? NaN),
          peakMB: this.#peaks.get(name) ?? NaN,
        },
      ]),
    )
  }

  #look(): void {
    const childrenOf = children()
    for (const [name, pid] of Object.entries(this.pids)) {
      if (pid === undefined || statOf(pid) === undefined) continue
      const living = childrenOf.get(pid) ?? []
      this.#cpu.set(name, cpuOf(pid, living))
      this.#peaks.set(name, Math.max(this.#peaks.get(name) ?? 0, peakOf(pid), ...living.map(peakOf)))
    }
  }
}
