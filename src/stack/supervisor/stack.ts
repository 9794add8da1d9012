import { setTimeout as delay } from 'node:timers/promises'
import { messageOf } from '../../errors.js'
import type { Settings } from '../../settings.js'
import type { Configured } from '../configured.js'
import { EMBEDDED_DATABASES } from '../embedded-databases.js'
import type { ProgressReporter, StackPaths } from '../machine/paths.js'
import { isAlive } from '../machine/processes.js'
import { EmbeddedDatabases, hasRunningSync } from '../postgres/databases.js'
import { postgresUrl } from '../postgres/passwords.js'
import { postgresLauncher } from '../postgres/postgres.js'
import { temporalLauncher } from '../temporal/server.js'
import { workerEnvironment, workerFingerprint } from '../worker/environment.js'
import { workerLauncher } from '../worker/process.js'
import { StackPart } from './part.js'
import type { Need, StackInfo } from './protocol.js'
import { addressOf, describeStack } from './stack-info.js'
import { readState, updateState } from './state.js'

/** The database of the embedded worker: the one of the NBA's own data. */
const WORKER_DATABASE = EMBEDDED_DATABASES.nba

/** Most attempts to start the parts for one command; when one dies after the last attempt, the command gets the error. */
const ATTEMPTS = 4

/** A process that is being killed closes its connections a moment before it counts as ended, ms. */
const DYING_MS = 100

/** The parts of one state folder: starts those that are needed, in order, and stops them in the opposite one. */
export class Stack {
  readonly #postgres: StackPart
  readonly #temporal: StackPart
  readonly #worker: StackPart
  readonly #databases: EmbeddedDatabases
  #workerEnv: NodeJS.ProcessEnv = process.env
  #workerPorts = ''
  #stopped = false

  constructor(
    private readonly settings: Settings,
    private readonly paths: StackPaths,
    readonly configured: Configured,
    private readonly log: ProgressReporter,
  ) {
    this.#databases = new EmbeddedDatabases(paths)
    const refresh = () => this.#refreshWorker()
    this.#postgres = new StackPart('postgres', postgresLauncher(paths), [], log, refresh)
    this.#temporal = new StackPart('temporal', temporalLauncher(settings, paths), [], log, refresh)
    const worker = workerLauncher(paths, () => this.#environment())
    this.#worker = new StackPart('worker', worker, this.#embedded(), log)
  }

  /** Starts all that the command needs; again, up to ATTEMPTS times in all, when a part dies meanwhile. */
  async provide(need: Need, progress: ProgressReporter): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#bringUp(need, progress)
        if (this.#allAlive() || attempt === ATTEMPTS) return
      } catch (error) {
        await delay(DYING_MS)
        if (this.#allAlive() || attempt === ATTEMPTS) throw error
      }
      if (this.#stopped) throw new Error('it is stopping')
    }
  }

  /** False when a part that was ready has died. */
  #allAlive(): boolean {
    return [this.#postgres, this.#temporal, this.#worker].every(
      ({ state, running }) =>
        state === 'stopped' || (state === 'ready' && running !== undefined && isAlive(running.process)),
    )
  }

  async #bringUp({ need, databases }: Need, progress: ProgressReporter): Promise<void> {
    const jobs: Promise<unknown>[] = []
    if (this.configured.databaseUrl === undefined) {
      const wanted = need === 'all' ? [WORKER_DATABASE, ...databases] : databases
      jobs.push(
        this.#postgres
          .ready(progress)
          .then(({ port }) => this.#databases.ensure(new Set(wanted), Number(port), progress)),
      )
    }
    if (need === 'all' && this.configured.temporal === undefined) jobs.push(this.#temporal.ready(progress))
    for (const end of await Promise.allSettled(jobs)) {
      if (end.status === 'rejected') throw end.reason // only once no job is in progress any more
    }
    if (need === 'all') await this.#worker.ready(progress)
  }

  /** Stops the worker; the next one gets this environment. */
  async replaceWorker(env: NodeJS.ProcessEnv): Promise<void> {
    this.#workerEnv = env
    await this.#worker.stop()
  }

  /** Whether the worker has, or would get, the settings of this environment. */
  workerMatches(env: NodeJS.ProcessEnv): boolean {
    return workerFingerprint(env) === workerFingerprint(this.#workerEnv)
  }

  /** Records databases with a detached run, which outlives its command. */
  recordDetachedRuns(databases: readonly string[]): void {
    updateState(this.paths.state, ({ kept }) => ({ kept: [...new Set([...kept, ...databases])] }))
  }

  /** Clears the record of detached runs, once they have ended. */
  clearDetachedRuns(): void {
    if (this.#worker.state !== 'stopped') updateState(this.paths.state, () => ({ kept: [] }))
  }

  /** Whether a detached run is still running. */
  async hasDetachedRun(): Promise<boolean> {
    const { kept, ports } = readState(this.paths.state)
    if (kept.length === 0 || this.#worker.state === 'stopped') return false // without a worker no run advances
    const { databaseUrl } = this.configured
    const urls =
      databaseUrl === undefined
        ? kept.map((name) => postgresUrl(this.paths, Number(ports.postgres), name))
        : [databaseUrl]
    return await hasRunningSync(urls)
  }

  /** Stops worker, Temporal and Postgres, in this order. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const part of [this.#worker, this.#temporal, this.#postgres]) {
      await part.stop().catch((error: unknown) => this.log(`${part.name}: ${messageOf(error)}`))
    }
  }

  /** The running parts and their addresses. */
  info(pinned: boolean): StackInfo {
    const parts = { postgres: this.#postgres, temporal: this.#temporal, worker: this.#worker }
    return describeStack(this.settings, this.paths, this.configured, parts, this.#databases, pinned)
  }

  #environment(): NodeJS.ProcessEnv {
    this.#workerPorts = this.#ports()
    const embeddedUrl = () => postgresUrl(this.paths, Number(this.#postgres.running?.port), WORKER_DATABASE)
    return workerEnvironment(this.#workerEnv, this.configured, {
      home: this.paths.home,
      databaseUrl: this.configured.databaseUrl ?? embeddedUrl(),
      temporalAddress: addressOf(this.#temporal),
    })
  }

  #ports(): string {
    return `${this.#postgres.running?.port} ${this.#temporal.running?.port}`
  }

  /** Restarts the worker when a part had to take another port, which makes the worker's connections wrong. */
  #refreshWorker(): void {
    if (this.#worker.running === undefined || this.#ports() === this.#workerPorts) return
    if (this.#embedded().some((part) => part.running === undefined)) return // called again when that part is ready
    this.log('worker starts again: an address has changed')
    void this.#worker
      .stop()
      .then(() => this.#worker.ready(this.log))
      .catch((error: unknown) => this.log(messageOf(error)))
  }

  #embedded(): StackPart[] {
    return [
      ...(this.configured.databaseUrl === undefined ? [this.#postgres] : []),
      ...(this.configured.temporal === undefined ? [this.#temporal] : []),
    ]
  }
}
