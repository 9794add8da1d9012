import type { Settings } from '../../settings.js'
import { stackPaths } from '../machine/paths.js'
import { isAlive } from '../machine/processes.js'
import { connectToRunning } from './connection.js'
import { onReplies, send, type StackInfo } from './protocol.js'
import { readState } from './state.js'

/** The running stack of the state folder; undefined when there is none. Never starts anything. */
export async function readStackStatus(settings: Settings): Promise<StackInfo | undefined> {
  const connection = await connectToRunning(stackPaths(settings.home), 5_000)
  if (connection === undefined) return undefined
  const { socket } = connection
  try {
    return await new Promise<StackInfo | undefined>((resolve) => {
      socket.once('close', () => resolve(undefined)) // the supervisor ended meanwhile
      onReplies(socket, (reply) => {
        if ('status' in reply) resolve(reply.status)
      })
      send(socket, { type: 'status' })
    })
  } finally {
    socket.destroy()
  }
}

/** Whether a stack that has ended was stopped in order: a killed supervisor is still in the state file. */
export const wasStopped = (settings: Settings): boolean =>
  readState(stackPaths(settings.home).state).supervisor === undefined

/** The parts that still run although their supervisor was killed, by name and process: `postgres (pid 21)`. */
export const leftBehind = (settings: Settings): readonly string[] =>
  Object.entries(readState(stackPaths(settings.home).state).processes).flatMap(([name, process]) =>
    isAlive(process) ? [`${name} (pid ${process.pid})`] : [],
  )
