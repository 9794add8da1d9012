import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { z } from 'zod'
import { UserError } from '../../errors.js'
import type { Settings } from '../../settings.js'
import { poll } from '../../system/poll.js'
import { built } from '../../version.js'
import { lockHolder } from '../machine/lock.js'
import { openLog, readLog, type StackPaths } from '../machine/paths.js'
import type { ProcessId } from '../machine/processes.js'
import { readState } from './state.js'

const firstWord = z.union([
  z.object({ listening: z.literal(true) }),
  z.object({ taken: z.literal(true) }),
  z.object({ failed: z.string() }),
])

/** How the start of a supervisor went: it says so to the command that started it. */
export type FirstWord = z.infer<typeof firstWord>

/** A supervisor that holds the lock listens as soon as it has stopped what a killed one left behind. */
const LISTEN_MS = 90_000

/** The supervisor of a state folder and a connection to it. */
export interface SupervisorConnection {
  readonly supervisor: ProcessId
  readonly socket: Socket
}

/** Connects to the supervisor that runs; undefined when none does. */
export async function connectToRunning(
  paths: StackPaths,
  timeoutMs = LISTEN_MS,
): Promise<SupervisorConnection | undefined> {
  let silent = 0
  const found = await poll(
    async () => {
      const holder = lockHolder(paths.lock)
      if (holder === undefined) return 'none'
      silent = holder.pid
      const { supervisor } = readState(paths.state)
      if (supervisor?.pid !== holder.pid || supervisor.started !== holder.started) return undefined
      const socket = await open(supervisor.socket)
      return socket === undefined ? undefined : { supervisor: holder, socket }
    },
    { everyMs: 25, timeoutMs },
  )
  if (found === 'none') return undefined
  if (found !== undefined) return found
  throw new UserError(
    `The supervisor of ${paths.home} (process ${silent}) does not answer; see ${paths.logs}/supervisor.log, or stop it with \`season-sync down\`.`,
  )
}

/** Connects to the supervisor of the state folder, starting one when none runs. Throws a UserError when it cannot start. */
export async function connectOrStart(paths: StackPaths, settings: Settings): Promise<SupervisorConnection> {
  for (;;) {
    const running = await connectToRunning(paths)
    if (running !== undefined) return running
    await startSupervisor(paths, settings)
  }
}

/** Starts a supervisor in a session of its own, so that Ctrl-C at the command does not reach it. */
async function startSupervisor(paths: StackPaths, settings: Settings): Promise<void> {
  const log = openLog(paths, 'supervisor')
  const child = spawn(process.execPath, [built('stack/supervisor/supervise.js')], {
    cwd: paths.home,
    detached: true,
    env: { ...process.env, ...variablesOf(settings) },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  closeSync(log.fd)
  try {
    const word = await new Promise<FirstWord | undefined>((resolve, reject) => {
      child.once('message', (message) => resolve(firstWord.parse(message)))
      child.once('error', reject)
      child.once('exit', () => resolve(undefined))
    })
    if (word === undefined || 'failed' in word) {
      const reason = word?.failed ?? `it ended at once: ${firstComplaint(readLog(log))}`
      throw new UserError(`The stack's supervisor did not start: ${reason} (log: ${log.path}).`)
    }
  } finally {
    if (child.connected) child.disconnect()
    child.unref()
  }
}

function firstComplaint(log: string): string {
  const lines = log.trim().split('\n')
  return lines.find((line) => line.includes('Error')) ?? lines.at(-1) ?? ''
}

/** Settings that the supervisor must have as the command has them, wherever that took them from. */
function variablesOf({ home, idleSeconds, temporalBinary, databaseUrl }: Settings): NodeJS.ProcessEnv {
  return {
    SEASON_SYNC_HOME: home,
    SEASON_SYNC_IDLE_SECONDS: String(idleSeconds),
    SEASON_SYNC_TEMPORAL_BINARY: temporalBinary,
    DATABASE_URL: databaseUrl,
  }
}

function open(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('error', () => resolve(undefined))
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      socket.on('error', () => undefined) // 'close' follows and is what counts
      resolve(socket)
    })
  })
}
