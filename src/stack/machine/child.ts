import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { identify, type ProcessId, type StopSignal } from './processes.js'

/** A child process that has been spawned. */
export interface Child {
  readonly child: ChildProcess
  readonly process: ProcessId
  /** Resolves when the process has ended, with how: `ended with code 1`, `was ended by SIGKILL`. Never rejects. */
  readonly exited: Promise<string>
  hasEnded(): boolean
  /** Sends the signals in turn until the process has ended. */
  end(signals: readonly StopSignal[]): Promise<void>
}

/** Spawns a program; rejects when it cannot be run. `env` is required, so that it is never inherited by accident. */
export async function spawnChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { env: NodeJS.ProcessEnv },
  /** Called with the new process before anything else can happen, so that it is on record. */
  onSpawn: (process: ProcessId) => void = () => undefined,
): Promise<Child> {
  const child = spawn(command, args, options)
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `ended with code ${code}` : `was ended by ${signal}`),
    )
    child.once('error', (error) => resolve(error.message))
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} cannot be run: ${await exited}`)
  const self = identify(pid) ?? { pid, started: 'ended' }
  onSpawn(self)
  return {
    child,
    process: self,
    exited,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    end: async (signals) => {
      for (const [signal, graceMs] of signals) {
        child.kill(signal) // returns false, harmlessly, once the process has ended
        const grace = new AbortController()
        const ended = await Promise.race([
          exited.then(() => true),
          delay(graceMs, false, { signal: grace.signal }).catch(() => false), // aborted: the process has ended
        ])
        grace.abort()
        if (ended) return
      }
    },
  }
}
