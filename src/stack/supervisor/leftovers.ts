import type { ProgressReporter, StackPaths } from '../machine/paths.js'
import { isAlive, stopProcess } from '../machine/processes.js'
import { stopLeftoverPostgres } from '../postgres/data.js'
import { readState } from './state.js'

/** Activities that the worker does not end within this time are repeated by the next one. */
const WORKER_MS = 5_000

/**
 * Stops what a killed supervisor left running, because nothing may run twice on the same files. Only the holder of the
 * supervisor's lock may call this. Returns whether anything was running.
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
  await stopLeftoverPostgres(paths.postgresData) // Postgres is found by its own pid file
  return left.length > 0
}
