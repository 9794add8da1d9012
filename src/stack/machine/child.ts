import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { identify, type Farewell, type ProcessId } from './processes.js'

/** A child process that has been spawned. */
export interface Child {
  readonly child: ChildProcess
  readonly process: ProcessId
  /** Resolves when it has ended, with how. Never rejects. */
  readonly exited: Promise<string>
  hasEnded(): boolean
  /** Signals it in turn until it has ended. */
  end(farewells: readonly Farewell[]): Promise<void>
}

/** Spawns a program; rejects when it cannot be run. The environment is given whole, never inherited by accident. */
export async function spawnChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { env: NodeJS.ProcessEnv },
  /** Called at once with the new process, before anything else can happen, to write it down. */
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
    end: async (farewells) => {
      for (const [signal, graceMs] of farewells) {
        child.kill(signal) // false, and harmless, once it has ended
        const patience = new AbortController()
        const ended = await Promise.race([
          exited.then(() => true),
          delay(graceMs, false, { signal: patience.signal }).catch(() => false),
        ])
        patience.abort()
        if (ended) return
      }
    },
  }
}
