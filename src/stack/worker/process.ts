import { appendFileSync, closeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { UserError } from '../../errors.js'
import { packageRoot } from '../../version.js'
import { spawnChild } from '../machine/child.js'
import { openLog, readLog, type StackPaths } from '../machine/paths.js'
import type { Launch } from '../supervisor/part.js'
import { updateState } from '../supervisor/state.js'
import { workerProgram } from './environment.js'

/** The worker loads its workflows and connects twice; on a busy machine of 2 cores that took up to 15 s. */
const READY_MS = 120_000

/** glibc keeps memory for each of 8 threads a core; with two such arenas a worker takes 36 MB less from its start. */
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' }

/**
 * Half of what V8 takes by default for new objects, 32 MB for each of the three threads with JavaScript: the collections of
 * a season take no more CPU time with it.
 */
const SMALL_YOUNG_GENERATION = '--max-semi-space-size=8'

/** Time for activities in progress to end; those that do not are repeated by the next worker. */
const STOP_MS = 30_000

/**
 * Starts the worker (`dist/worker.js`, or `SEASON_SYNC_WORKER_ENTRY`) and resolves when it prints
 * `{"worker":"ready"}` on its standard output.
 */
export function workerLauncher(paths: StackPaths, environment: () => NodeJS.ProcessEnv): Launch {
  return async (_progress, signal) => {
    const log = openLog(paths, 'worker')
    const env = environment()
    const started = await spawnChild(
      process.execPath,
      [SMALL_YOUNG_GENERATION, workerProgram(env)],
      { cwd: packageRoot, env: { ...FEW_ARENAS, ...env }, stdio: ['ignore', 'pipe', log.fd] },
      (process) =>
        updateState(paths.state, ({ processes }) => ({ processes: { ...processes, worker: process } })),
    ).finally(() => closeSync(log.fd))
    const stop = () =>
      started.end([
        ['SIGTERM', STOP_MS],
        ['SIGKILL', 2_000],
      ])
    const ready = new Promise<'ready'>((resolve) => {
      const { stdout } = started.child
      if (stdout === null) return
      createInterface({ input: stdout }).on('line', (line) => {
        appendFileSync(log.path, `${line}\n`)
        if (isReady(line)) resolve('ready')
      })
    })
    const answer = await Promise.race([ready, started.exited, notReady(READY_MS, signal)])
    if (answer === 'ready') return { process: started.process, exited: started.exited, stop }
    await stop()
    const lastLine = readLog(log).trim().split('\n').at(-1) ?? ''
    throw new UserError(
      `The worker did not start: ${lastLine === '' ? answer : lastLine.slice(0, 400)} (log: ${log.path}).`,
    )
  }
}

const readyLine = z.object({ worker: z.literal('ready') })

function isReady(line: string): boolean {
  try {
    return readyLine.safeParse(JSON.parse(line)).success
  } catch {
    return false // another line of the worker's output
  }
}

/** Resolves with the reason to give up a start: its timeout, or the signal. */
function notReady(ms: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`not ready within ${ms / 1000} s`), ms).unref()
    signal.addEventListener('abort', () => resolve('stopped while it started'), { once: true })
  })
}
