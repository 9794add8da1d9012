import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { z } from 'zod'
import { COMMAND } from '../../contracts/next-step.js'
import { UserError } from '../../errors.js'
import type { Settings } from '../../settings.js'
import { poll } from '../../system/poll.js'
import { built } from '../../version.js'
import { lockHolder } from '../machine/lock.js'
import { checkOwnFolder, checkOwnSocket } from '../machine/own-files.js'
import { openLog, readLog, type StackPaths } from '../machine/paths.js'
import type { ProcessId } from '../machine/processes.js'
import { filesOf } from '../worker/environment.js'
import { readState } from './state.js'

const startOutcome = z.union([
  z.object({ listening: z.literal(true) }),
  z.object({ taken: z.literal(true) }),
  z.object({ failed: z.string() }),
])

/** The outcome of a supervisor's start, which it sends to the command that started it. */
export type StartOutcome = z.infer<typeof startOutcome>

/** A supervisor that holds the lock listens as soon as it has stopped what a killed one left running. */
const LISTEN_MS = 90_000

/** The supervisor of a state folder and a connection to it. */
export interface SupervisorConnection {
  readonly supervisor: ProcessId
  readonly socket: Socket
}

/** Connects to the running supervisor; undefined when there is none. Throws a UserError when it does not answer. */
export async function connectToRunning(
  paths: StackPaths,
  timeoutMs = LISTEN_MS,
): Promise<SupervisorConnection | undefined> {
  checkOwnFolder(paths.home)
  let holderPid = 0
  const found = await poll(
    async () => {
      const holder = lockHolder(paths.lock)
      if (holder === undefined) return 'none'
      holderPid = holder.pid
      const { supervisor } = readState(paths.state)
      if (supervisor?.pid !== holder.pid || supervisor.started !== holder.started) return undefined
      await checkOwnSocket(supervisor.socket)
      const socket = await open(supervisor.socket)
      return socket === undefined ? undefined : { supervisor: holder, socket }
    },
    { everyMs: 25, timeoutMs },
  )
  if (found === 'none') return undefined
  if (found !== undefined) return found
  throw new UserError(
    `The supervisor of ${paths.home} (process ${holderPid}) does not answer; see ${paths.logs}/supervisor.log, or stop it with: ${COMMAND.down}`,
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
    env: { ...process.env, ...filesOf(settings), ...variablesOf(settings) },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  closeSync(log.fd)
  try {
    const outcome = await new Promise<StartOutcome | undefined>((resolve, reject) => {
      child.once('message', (message) => resolve(startOutcome.parse(message)))
      child.once('error', reject)
      child.once('exit', () => resolve(undefined))
    })
    if (outcome === undefined || 'failed' in outcome) {
      const reason = outcome?.failed ?? `it ended at once: ${firstErrorOf(readLog(log))}`
      throw new UserError(`The stack's supervisor did not start: ${reason} (log: ${log.path}).`)
    }
  } finally {
    if (child.connected) child.disconnect()
    child.unref()
  }
}

function firstErrorOf(log: string): string {
  const lines = log.trim().split('\n')
  return lines.find((line) => line.includes('Error')) ?? lines.at(-1) ?? ''
}

/** Variables that give the supervisor the command's settings, wherever the command took them from. */
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
      socket.on('error', () => undefined) // 'close' follows, which is handled
      resolve(socket)
    })
  })
}
