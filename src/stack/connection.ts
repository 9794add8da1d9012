import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '../errors.js'
import { lockHolder } from './lock.js'
import { built, openLog, readLog } from './paths.js'
import type { StackPaths } from './paths.js'
import type { ProcessId } from './processes.js'
import { readState } from './state.js'
import type { FirstWord } from './supervise.js'

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
  patienceMs = LISTEN_MS,
): Promise<SupervisorConnection | undefined> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const holder = lockHolder(paths.lock)
    if (holder === undefined) return undefined
    const { supervisor } = readState(paths.state)
    if (supervisor?.pid === holder.pid && supervisor.started === holder.started) {
      const socket = await open(supervisor.socket)
      if (socket !== undefined) return { supervisor: holder, socket }
    }
    if (performance.now() > deadline) {
      throw new UserError(
        `The supervisor of ${paths.home} (process ${holder.pid}) does not answer; see ${paths.logs}/supervisor.log, or stop it with \`season-sync down\`.`,
      )
    }
    await delay(25)
  }
}

/** Connects to the supervisor of the state folder, starting one when none runs. Throws a UserError when it cannot start. */
export async function connectOrStart(paths: StackPaths, home: string): Promise<SupervisorConnection> {
  for (;;) {
    const running = await connectToRunning(paths)
    if (running !== undefined) return running
    await startSupervisor(paths, home)
  }
}

/** Starts a supervisor in a session of its own, so that Ctrl-C at the command does not reach it. */
async function startSupervisor(paths: StackPaths, home: string): Promise<void> {
  const log = openLog(paths, 'supervisor')
  const child = spawn(process.execPath, [built('stack/supervise.js')], {
    cwd: paths.home,
    detached: true,
    env: { ...process.env, SEASON_SYNC_HOME: home },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  closeSync(log.fd)
  try {
    const word = await new Promise<FirstWord>((resolve) => {
      child.once('message', (message) => resolve(message as FirstWord))
      child.once('error', (error) => resolve({ failed: error.message }))
      child.once('exit', (code, signal) =>
        resolve({
          failed: `it ended with ${signal ?? `code ${code}`}: ${readLog(log).trim().split('\n').at(-1) ?? ''}`,
        }),
      )
    })
    if ('failed' in word) {
      throw new UserError(`The stack's supervisor did not start: ${word.failed} (log: ${log.path}).`)
    }
  } finally {
    if (child.connected) child.disconnect()
    child.unref()
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
