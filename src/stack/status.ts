import type { Settings } from '../settings.js'
import { connectToRunning } from './connection.js'
import { stackPaths } from './paths.js'
import { onReplies, send } from './protocol.js'
import type { StackInfo } from './protocol.js'

/** What runs for the state folder and where; undefined when nothing does. Never starts anything. */
export async function readStackStatus(settings: Settings): Promise<StackInfo | undefined> {
  const connection = await connectToRunning(stackPaths(settings.home), 5_000)
  if (connection === undefined) return undefined
  const { socket } = connection
  try {
    return await new Promise<StackInfo | undefined>((resolve) => {
      socket.once('close', () => resolve(undefined)) // it ended meanwhile
      onReplies(socket, (reply) => {
        if ('status' in reply) resolve(reply.status)
      })
      send(socket, { type: 'status' })
    })
  } finally {
    socket.destroy()
  }
}
