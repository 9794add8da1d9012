import { setTimeout as delay } from 'node:timers/promises'
import { messageOf } from '../../errors.js'
import type { ProgressReporter } from '../machine/paths.js'
import { isAlive, type ProcessId } from '../machine/processes.js'
import type { PartInfo } from './protocol.js'

/** A started process of a part, ready for use. */
export interface Running {
  readonly process: ProcessId
  readonly port?: number | undefined
  /** Resolves with how it ended ("was ended by SIGKILL"), by `stop` or otherwise. */
  readonly exited: Promise<string>
  /** Shuts the process down in order and waits for its end. */
  stop(): Promise<void>
}

/** Starts a part and resolves when it is ready; rejects with the reason, leaving no process behind. */
export type Launch = (progress: ProgressReporter, signal: AbortSignal) => Promise<Running>

/** The states of a part; `restarting` from its unexpected end until its next start. */
export type PartState = 'stopped' | 'starting' | 'ready' | 'restarting' | 'stopping'

/** Milliseconds before a part that died is started again: at once first, then doubling up to the last. */
const BACKOFF_MS = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000]

/** A part that ran this long begins with the shortest backoff again. */
const STEADY_MS = 30_000

/** One child process of the stack: started when needed, restarted when it dies, stopped in order. */
export class StackPart {
  state: PartState = 'stopped'
  running: Running | undefined
  #starting: Promise<Running> | undefined
  #restarting: AbortController | undefined
  #abort = new AbortController()
  #failures = 0
  readonly #listeners = new Set<ProgressReporter>()

  constructor(
    readonly name: PartInfo['name'],
    private readonly launch: Launch,
    /** Parts that must be ready first. */
    readonly needs: readonly StackPart[],
    private readonly log: ProgressReporter,
    /** Called each time that the part becomes ready. */
    private readonly onUp: () => void = () => undefined,
  ) {}

  /** Resolves with the running process, started with the parts that it needs. Rejects when a start fails. */
  async ready(progress: ProgressReporter): Promise<Running> {
    this.#listeners.add(progress)
    try {
      for (const need of this.needs) await need.ready(progress)
      // The process has died, but its end is not handled yet.
      if (this.running !== undefined && !isAlive(this.running.process)) await this.running.exited
      if (this.running !== undefined) return this.running
      return await this.#start()
    } finally {
      this.#listeners.delete(progress)
    }
  }

  /** Stops the part, and any start that is in progress. */
  async stop(): Promise<void> {
    this.#restarting?.abort()
    this.#abort.abort()
    this.state = 'stopping'
    await this.#starting?.catch(() => undefined) // thrown to the command that started it
    await this.running?.stop()
    this.running = undefined
    this.state = 'stopped'
    this.#abort = new AbortController()
  }

  #start(): Promise<Running> {
    this.#restarting?.abort()
    this.#starting ??= this.#launch().finally(() => (this.#starting = undefined))
    return this.#starting
  }

  async #launch(): Promise<Running> {
    const signal = this.#abort.signal
    const before = this.state
    this.state = 'starting'
    try {
      const running = await this.launch((line) => this.#report(line), signal)
      const since = performance.now()
      this.running = running
      void running.exited.then((how) => this.#ended(how, performance.now() - since))
      if (signal.aborted) throw new Error('stopped while it started') // stop() ends the process
      this.state = 'ready'
      this.onUp()
      return running
    } catch (error) {
      if (!signal.aborted) this.state = before
      if (before === 'restarting' && !signal.aborted) void this.#restart() // the part was in use: keep trying
      throw error
    }
  }

  #ended(how: string, ranMs: number): void {
    this.running = undefined
    if (this.state === 'stopping' || this.state === 'stopped') return
    this.log(`${this.name} ${how}`)
    if (ranMs > STEADY_MS) this.#failures = 0
    this.state = 'restarting'
    void this.#restart()
  }

  async #restart(): Promise<void> {
    const waiting = new AbortController()
    this.#restarting = waiting
    const ms = BACKOFF_MS[Math.min(this.#failures++, BACKOFF_MS.length - 1)] ?? 0
    try {
      await delay(ms, undefined, { signal: waiting.signal })
    } catch {
      return // a command starts it sooner, or it is being stopped
    }
    try {
      for (const need of this.needs) await need.ready(this.log)
      if (!waiting.signal.aborted) await this.#start()
    } catch (error) {
      this.log(`${this.name} could not be started again: ${messageOf(error)}`)
      if (!waiting.signal.aborted && this.#restarting === waiting && this.state === 'restarting') {
        void this.#restart() // a part that it needs failed
      }
    }
  }

  #report(line: string): void {
    this.log(line)
    for (const listener of this.#listeners) listener(line)
  }
}
