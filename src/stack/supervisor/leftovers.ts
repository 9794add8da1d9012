import type { ProgressReporter, StackPaths } from '../machine/paths.js'
import { isAlive, stopProcess } from '../machine/processes.js'
import { stopLeftPostgres } from '../postgres/data.js'
import { readState } from './state.js'

/** A worker left alone ends its activities, or not: whatever it leaves undone is repeated. */
const WORKER_MS = 5_000

/**
 * Stops what a supervisor that was killed left running: nothing may run twice on the same files. Only for the holder
 * of the supervisor's lock. Returns whether there was anything.
 */
export async function stopLeftovers(paths: StackPaths, progress: ProgressReporter): Promise<boolean> {
  const { worker, temporal, postgres } = readState(paths.state).processes
  const left = [worker, temporal, postgres].filter((process) => process !== undefined && isAlive(process))
  if (left.length > 0) progress('Stopping what an earlier supervisor left behind')
  if (worker !== undefined) {
    await stopProcess(worker, [
      ['SIGTERM', WORKER_MS],
      ['SIGKILL', 2_000],
    ])
  }
  if (temporal !== undefined) {
    await stopProcess(temporal, [
      ['SIGTERM', 15_000],
      ['SIGKILL', 2_000],
    ])
  }
  await stopLeftPostgres(paths.postgresData) // found by its own pid file
  return left.length > 0
}
