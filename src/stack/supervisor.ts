import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { messageOf, UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { partsMark, workerMark } from './configured.js'
import type { Configured } from './configured.js'
import { anyRunGoesOn, ensureDatabase } from './databases.js'
import { Part } from './part.js'
import type { Progress, StackPaths } from './paths.js'
import { identify, isAlive } from './processes.js'
import { onRequests, send } from './protocol.js'
import type { Need, StackInfo } from './protocol.js'
import { postgresLauncher, postgresUrl } from './postgres.js'
import { socketPath } from './socket-path.js'
import { readState, updateState } from './state.js'
import { EMBEDDED_NAMESPACE, temporalLauncher } from './temporal-server.js'
import { workerLauncher } from './worker-process.js'

/** The database of the embedded worker: the one of the NBA's own data. */
const WORKER_DATABASE = 'season_sync'

/** A part that dies while a command waits for it is brought up again so often before the command is told. */
const ATTEMPTS = 4

/** A process that is being killed closes its connections a moment before it counts as ended, ms. */
const DYING_MS = 100

/** A supervisor that was just started waits at least so long for its first command, s. */
const FIRST_COMMAND_SECONDS = 10

/** Between two looks whether a detached run still goes on, ms. */
const BUSY_CHECK_MS = 5_000

/** Runs the parts of one state folder for as long as a command holds a lease, or `up` pinned it. */
export class Supervisor {
  readonly #postgres: Part
  readonly #temporal: Part
  readonly #worker: Part
  readonly #leases = new Map<Socket, Need>()
  readonly #server = createServer((socket) => this.#connected(socket))
  readonly #databases = new Set<string>()
  #databaseWork: Promise<unknown> = Promise.resolve()
  #pinned = false
  #idle: NodeJS.Timeout | undefined
  #stopping: Promise<void> | undefined
  #workerEnv: NodeJS.ProcessEnv = process.env
  #workerGiven = ''

  constructor(
    private readonly settings: Settings,
    private readonly paths: StackPaths,
    private readonly configured: Configured,
    private readonly log: Progress,
    /** Called when everything is stopped. */
    private readonly onStopped: () => void,
  ) {
    this.#postgres = new Part('postgres', postgresLauncher(paths), [], log, () => this.#refreshWorker())
    this.#temporal = new Part('temporal', temporalLauncher(settings, paths), [], log, () =>
      this.#refreshWorker(),
    )
    this.#worker = new Part(
      'worker',
      workerLauncher(paths, () => this.#workerEnvironment()),
      this.#embedded(),
      log,
    )
  }

  /** Listens for commands; resolves when they can connect. */
  async listen(): Promise<void> {
    const path = socketPath(this.paths.home)
    rmSync(path, { force: true }) // only the holder of the lock comes here
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(path, resolve)
    })
    const me = identify(process.pid)
    if (me === undefined) throw new Error('the supervisor cannot tell its own start time')
    updateState(this.paths.state, () => ({ supervisor: { ...me, socket: path } }))
    this.#considerIdle(Math.max(this.settings.idleSeconds, FIRST_COMMAND_SECONDS))
  }

  /** Stops worker, Temporal and Postgres, in this order, and everything else of this process. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  #embedded(): Part[] {
    return [
      ...(this.configured.databaseUrl === undefined ? [this.#postgres] : []),
      ...(this.configured.temporal === undefined ? [this.#temporal] : []),
    ]
  }

  #connected(socket: Socket): void {
    socket.on('error', () => undefined) // 'close' follows
    socket.on('close', () => {
      if (this.#leases.delete(socket)) this.#considerIdle()
    })
    onRequests(socket, (message) => {
      if (message.type === 'status') send(socket, { status: this.#info() })
      else if (message.type === 'stop') {
        this.#leases.delete(socket) // it waits for the end
        void this.stop().then(() => send(socket, { stopped: true }))
      } else void this.#lease(socket, message)
    })
  }

  async #lease(socket: Socket, need: Need): Promise<void> {
    const otherParts = need.partsMark !== partsMark(this.configured)
    if (otherParts && this.#leases.size === 0 && !this.#pinned && !(await this.#busy())) void this.stop() // the next one suits
    if (this.#stopping !== undefined) {
      send(socket, { again: true })
      return
    }
    if (otherParts) {
      const message = `Other commands use the stack in ${this.paths.home} with another DATABASE_URL or Temporal address; stop it with \`season-sync down\`, or set SEASON_SYNC_HOME to another folder.`
      send(socket, { error: message, exitCode: 1 })
      return
    }
    this.#leases.set(socket, need)
    clearTimeout(this.#idle)
    if (need.pin) this.#pinned = true
    if (need.keep)
      updateState(this.paths.state, ({ kept }) => ({ kept: [...new Set([...kept, ...need.databases])] }))
    try {
      if (need.need === 'all') await this.#suitWorker(socket, need)
      await this.#provide(need, (line) => send(socket, { progress: line }))
      send(socket, { ready: this.#info() })
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

  /** A worker that nobody else uses is replaced by one with the settings of the command that wants it now. */
  async #suitWorker(socket: Socket, { env }: Need): Promise<void> {
    if (workerMark(env) === workerMark(this.#workerEnv)) return
    const others = [...this.#leases].some(([lease, { need }]) => lease !== socket && need === 'all')
    if (others || this.#pinned || (await this.#busy())) return // the command compares what concerns it
    this.#workerEnv = env
    await this.#worker.stop()
  }

  /** Brings everything up that is needed; once more when a part died on the way. */
  async #provide(need: Need, progress: Progress): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#bringUp(need, progress)
        if (this.#allAlive() || attempt === ATTEMPTS) return
      } catch (error) {
        await delay(DYING_MS)
        if (this.#allAlive() || attempt === ATTEMPTS) throw error
      }
      if (this.#stopping !== undefined) throw new Error('it is stopping')
    }
  }

  /** False when a part that had come up has died. */
  #allAlive(): boolean {
    return [this.#postgres, this.#temporal, this.#worker].every(
      ({ state, running }) =>
        state === 'stopped' || (state === 'ready' && running !== undefined && isAlive(running.process)),
    )
  }

  async #bringUp({ need, databases }: Need, progress: Progress): Promise<void> {
    const jobs: Promise<unknown>[] = []
    if (this.configured.databaseUrl === undefined) {
      const wanted = need === 'all' ? [WORKER_DATABASE, ...databases] : databases
      jobs.push(this.#databasesReady(new Set(wanted), progress))
    }
    if (need === 'all' && this.configured.temporal === undefined) jobs.push(this.#temporal.ready(progress))
    for (const end of await Promise.allSettled(jobs)) {
      if (end.status === 'rejected') throw end.reason // only once nothing is under way any more
    }
    if (need === 'all') await this.#worker.ready(progress)
  }

  /** One after the other: Postgres copies its template for a new database, and lets only one do so at a time. */
  async #databasesReady(names: Set<string>, progress: Progress): Promise<void> {
    const { port } = await this.#postgres.ready(progress)
    for (const name of names) {
      const work = this.#databaseWork.then(() =>
        ensureDatabase(postgresUrl(this.paths, Number(port), name), progress),
      )
      this.#databaseWork = work.catch(() => undefined)
      await work
      this.#databases.add(name)
    }
  }

  #workerEnvironment(): NodeJS.ProcessEnv {
    const { databaseUrl, temporal } = this.configured
    const postgresPort = this.#postgres.running?.port
    const temporalPort = this.#temporal.running?.port
    this.#workerGiven = JSON.stringify([postgresPort, temporalPort])
    return {
      ...this.#workerEnv,
      SEASON_SYNC_HOME: this.paths.home,
      DATABASE_URL: databaseUrl ?? postgresUrl(this.paths, Number(postgresPort), WORKER_DATABASE),
      ...(temporal === undefined
        ? {
            // A profile without an address may be in force for other things, such as TLS.
            ...Object.fromEntries(
              Object.keys(this.#workerEnv)
                .filter((name) => /^TEMPORAL_(PROFILE|API_KEY|TLS|CONFIG_FILE|GRPC)/.test(name))
                .map((name) => [name, undefined]),
            ),
            TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
            TEMPORAL_NAMESPACE: EMBEDDED_NAMESPACE,
          }
        : {}),
    }
  }

  /** A part that had to take another port makes the worker's connections wrong. */
  #refreshWorker(): void {
    const now = JSON.stringify([this.#postgres.running?.port, this.#temporal.running?.port])
    if (this.#worker.running === undefined || now === this.#workerGiven) return
    if (this.#embedded().some((part) => part.running === undefined)) return // told again when that one is up
    this.log('worker starts again: an address has changed')
    void this.#worker
      .stop()
      .then(() => this.#worker.ready(this.log))
      .catch((error: unknown) => this.log(messageOf(error)))
  }

  #info(): StackInfo {
    const state = readState(this.paths.state)
    const { databaseUrl, temporal } = this.configured
    const port = state.ports.postgres
    return {
      home: this.paths.home,
      supervisorPid: process.pid,
      pinned: this.#pinned,
      databaseUrls:
        databaseUrl === undefined && port !== undefined
          ? Object.fromEntries(
              [...this.#databases].map((name) => [name, postgresUrl(this.paths, port, name)]),
            )
          : {},
      temporalAddress: temporal?.address ?? address(this.#temporal.running?.port),
      namespace:
        temporal?.namespace ?? (this.#temporal.running === undefined ? undefined : EMBEDDED_NAMESPACE),
      webUiUrl:
        this.settings.webUiUrl ??
        (this.#temporal.running === undefined ? undefined : `http://127.0.0.1:${state.ports.webUi}`),
      serverVersion: this.#temporal.running === undefined ? undefined : state.temporalServerVersion,
      parts: [this.#postgres, this.#temporal, this.#worker].map((part) => ({
        name: part.name,
        pid: part.running?.process.pid,
        port: part.running?.port,
        state: part.state,
      })),
    }
  }

  #considerIdle(seconds = this.settings.idleSeconds): void {
    clearTimeout(this.#idle)
    if (this.#leases.size > 0 || this.#pinned || this.#stopping !== undefined) return
    this.#idle = setTimeout(() => void this.#stopIfIdle(), seconds * 1000)
  }

  async #stopIfIdle(): Promise<void> {
    const busy = await this.#busy()
    if (this.#leases.size > 0 || this.#pinned) return
    if (busy) this.#idle = setTimeout(() => void this.#stopIfIdle(), BUSY_CHECK_MS)
    else await this.stop()
  }

  /** Whether a run that was detached from its command still goes on in an embedded database. */
  async #busy(): Promise<boolean> {
    const { kept, ports } = readState(this.paths.state)
    if (kept.length === 0) return false
    const { databaseUrl } = this.configured
    if (databaseUrl === undefined && this.#postgres.state === 'stopped') return false
    const urls =
      databaseUrl === undefined
        ? kept.map((name) => postgresUrl(this.paths, Number(ports.postgres), name))
        : [databaseUrl]
    const busy = await anyRunGoesOn(urls)
    if (!busy) updateState(this.paths.state, () => ({ kept: [] }))
    return busy
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle)
    this.log('stopping')
    await this.#worker.stop()
    await this.#temporal.stop()
    await this.#postgres.stop()
    updateState(this.paths.state, () => ({ supervisor: undefined, processes: {} }))
    this.log('stopped')
    setImmediate(() => {
      this.#server.close()
      this.onStopped()
    })
  }

  #explain(error: unknown): string {
    if (error instanceof UserError) return error.message
    this.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return `The stack in ${this.paths.home} did not start: ${messageOf(error)} (log: ${this.paths.logs}/supervisor.log).`
  }
}

const address = (port: number | undefined): string | undefined =>
  port === undefined ? undefined : `127.0.0.1:${port}`
