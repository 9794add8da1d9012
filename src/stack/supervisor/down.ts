import { existsSync } from 'node:fs'
import type { Settings } from '../../settings.js'
import { lockHolder, tryLock } from '../machine/lock.js'
import { checkOwnFolder } from '../machine/own-files.js'
import { stackPaths, type ProgressReporter } from '../machine/paths.js'
import { stopProcess, untilGone } from '../machine/processes.js'
import { connectToRunning } from './connection.js'
import { stopLeftovers } from './leftovers.js'
import { send } from './protocol.js'
import { readState, updateState } from './state.js'

/** A stopping supervisor waits up to 30 s for the worker, 15 s for Temporal, 40 s for Postgres. */
export const STOP_MS = 100_000

/** Stops all that runs for the state folder and waits for the end. Returns whether anything was running. */
export async function stackDown(
  settings: Settings,
  onProgress: ProgressReporter = () => undefined,
): Promise<boolean> {
  const paths = stackPaths(settings.home)
  if (!existsSync(settings.home)) return false
  checkOwnFolder(settings.home) // another user's files could name any process
  const holder = lockHolder(paths.lock)
  if (holder !== undefined) {
    onProgress('Stopping the stack')
    const connection = await connectToRunning(paths, 5_000).catch(() => undefined) // signals stop it then
    if (connection !== undefined) send(connection.socket, { type: 'stop' })
    const gone = connection !== undefined && (await untilGone(holder, STOP_MS))
    connection?.socket.destroy()
    if (!gone) {
      await stopProcess(holder, [
        ['SIGTERM', 10_000],
        ['SIGKILL', 2_000],
      ])
    }
  }
  const { lock } = tryLock(paths.lock)
  if (lock === undefined) return true // another command has started the stack anew
  try {
    const left = await stopLeftovers(paths, onProgress)
    if (readState(paths.state).pinned === true) updateState(paths.state, () => ({ pinned: false }))
    return left || holder !== undefined
  } finally {
    lock.release()
  }
}
