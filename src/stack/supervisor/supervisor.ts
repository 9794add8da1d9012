import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { COMMAND } from '../../contracts/next-step.js'
import { messageOf, UserError } from '../../errors.js'
import type { Settings } from '../../settings.js'
import { serversFingerprint, type Configured } from '../configured.js'
import type { ProgressReporter, StackPaths } from '../machine/paths.js'
import { identify } from '../machine/processes.js'
import { onRequests, send, type Need } from './protocol.js'
import { socketPath } from './socket-path.js'
import { Stack } from './stack.js'
import { readState, updateState } from './state.js'

/** The least time that a new supervisor waits for its first command, s. */
const FIRST_COMMAND_SECONDS = 10

/** Time between two checks whether a detached run is still running, ms. */
const BUSY_CHECK_MS = 5_000

/** Keeps the stack of one state folder up while a command holds a lease, or after `up --detach` has pinned it. */
export class Supervisor {
  readonly #stack: Stack
  readonly #leases = new Map<Socket, Need>()
  readonly #server = createServer((socket) => this.#connected(socket))
  #pinned: boolean
  #idle: NodeJS.Timeout | undefined
  #stopping: Promise<void> | undefined

  constructor(
    private readonly settings: Settings,
    private readonly paths: StackPaths,
    configured: Configured,
    private readonly log: ProgressReporter,
    /** Called when everything is stopped. */
    private readonly onStopped: () => void,
  ) {
    this.#stack = new Stack(settings, paths, configured, log)
    this.#pinned = readState(paths.state).pinned ?? false
  }

  /** Listens for commands; resolves when they can connect. */
  async listen(): Promise<void> {
    const path = socketPath(this.paths.home)
    rmSync(path, { force: true }) // only the holder of the lock gets here, so the socket is stale
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(path, resolve)
    })
    const me = identify(process.pid)
    if (me === undefined) throw new Error('the supervisor cannot read its own start time')
    updateState(this.paths.state, () => ({ supervisor: { ...me, socket: path } }))
    this.#considerIdle(Math.max(this.settings.idleSeconds, FIRST_COMMAND_SECONDS))
  }

  /** Stops the stack, then the server for commands. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  #connected(socket: Socket): void {
    socket.on('error', () => undefined) // 'close' follows
    socket.on('close', () => {
      if (this.#leases.delete(socket)) this.#considerIdle()
    })
    onRequests(socket, (message) => {
      if (message.type === 'status') send(socket, { status: this.#stack.info(this.#pinned) })
      else if (message.type === 'stop') {
        this.#leases.delete(socket) // this command only waits for the end
        void this.stop().then(() => send(socket, { stopped: true }))
      } else void this.#lease(socket, message)
    })
  }

  async #lease(socket: Socket, need: Need): Promise<void> {
    const otherServers = need.partsMark !== serversFingerprint(this.#stack.configured)
    if (otherServers && this.#leases.size === 0 && !this.#pinned && !(await this.#stack.hasDetachedRun()))
      void this.stop() // the next supervisor gets the servers of this command
    if (this.#stopping !== undefined) {
      send(socket, { again: true })
      return
    }
    if (otherServers) {
      const message = `Other commands use the stack in ${this.paths.home} with another DATABASE_URL or Temporal address; stop it with \`${COMMAND.down}\`, or set SEASON_SYNC_HOME to another folder.`
      send(socket, { error: message, exitCode: 1 })
      return
    }
    if (socket.destroyed) return // the command has ended meanwhile
    this.#leases.set(socket, need)
    clearTimeout(this.#idle)
    if (need.keep) this.#stack.recordDetachedRuns(need.databases)
    try {
      if (need.need === 'all') await this.#matchWorker(socket, need)
      await this.#stack.provide(need, (line) => send(socket, { progress: line }))
      if (need.pin) this.#pin(true)
      send(socket, { ready: this.#stack.info(this.#pinned) })
    } catch (error) {
      this.#leases.delete(socket)
      this.#considerIdle()
      if (this.#stopping !== undefined) send(socket, { again: true })
      else
        send(socket, {
          error: this.#explain(error),
          exitCode: error instanceof UserError ? error.exitCode : 1,
        })
    }
  }

  #pin(pinned: boolean): void {
    this.#pinned = pinned
    updateState(this.paths.state, () => ({ pinned }))
  }

  /** Replaces the worker by one with the settings of this command, unless others use it. */
  async #matchWorker(socket: Socket, { env }: Need): Promise<void> {
    if (this.#stack.workerMatches(env)) return
    const others = [...this.#leases].some(([lease, { need }]) => lease !== socket && need === 'all')
    // The command itself compares the settings that concern it.
    if (others || this.#pinned || (await this.#stack.hasDetachedRun())) return
    await this.#stack.replaceWorker(env)
  }

  #considerIdle(seconds = this.settings.idleSeconds): void {
    clearTimeout(this.#idle)
    if (this.#leases.size > 0 || this.#pinned || this.#stopping !== undefined) return
    this.#idle = setTimeout(() => void this.#stopIfIdle(), seconds * 1000)
  }

  async #stopIfIdle(): Promise<void> {
    const busy = await this.#stack.hasDetachedRun()
    if (this.#leases.size > 0 || this.#pinned) return
    if (busy) this.#idle = setTimeout(() => void this.#stopIfIdle(), BUSY_CHECK_MS)
    else {
      this.#unlessRemoved(() => this.#stack.clearDetachedRuns())
      await this.stop()
    }
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle)
    this.#unlessRemoved(() => this.#pin(false))
    this.log('stopping')
    await this.#stack.stop()
    this.#unlessRemoved(() => updateState(this.paths.state, () => ({ supervisor: undefined, processes: {} })))
    this.log('stopped')
    setImmediate(() => {
      this.#server.close()
      this.onStopped()
    })
  }

  /** Changes the state of a supervisor that ends in any case: its folder may have been removed meanwhile. */
  #unlessRemoved(change: () => void): void {
    try {
      change()
    } catch (error) {
      this.log(messageOf(error))
    }
  }

  #explain(error: unknown): string {
    if (error instanceof UserError) return error.message
    this.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return `The stack in ${this.paths.home} did not start: ${messageOf(error)} (log: ${this.paths.logs}/supervisor.log).`
  }
}
