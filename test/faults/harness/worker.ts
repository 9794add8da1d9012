import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { built } from '../../../src/version.js'

const READY = '{"worker":"ready"}'

/** The worker's own program, as `season-sync worker` runs it, in the hands of the harness. */
export class WorkerProcess {
  readonly #child: ChildProcess
  readonly #log: string
  #endedByUs = false

  private constructor(child: ChildProcess, log: string) {
    this.#child = child
    this.#log = log
    writeFileSync(log, '')
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => appendFileSync(log, chunk))
  }

  /** Starts a worker and waits until it polls. What it says goes to `log`. */
  static async start(env: NodeJS.ProcessEnv, log: string): Promise<WorkerProcess> {
    const child = spawn(process.execPath, [built('worker.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const worker = new WorkerProcess(child, log)
    await new Promise<void>((ready, reject) => {
      child.stdout?.on('data', () => {
        if (worker.said().includes(READY)) ready()
      })
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`the worker ended with ${code}\n${worker.said()}`)))
    })
    return worker
  }

  get pid(): number {
    const { pid } = this.#child
    if (pid === undefined) throw new Error('the worker has no process')
    return pid
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Null while it runs, and when a signal ended it. */
  get exitCode(): number | null {
    return this.#child.exitCode
  }

  /** How it ended of its own accord, with its last words; undefined when it runs or was ended by the harness. */
  get crash(): string | undefined {
    if (this.running || this.#endedByUs) return undefined
    const how = this.#child.signalCode ?? `code ${this.#child.exitCode}`
    return `worker ${this.pid} ended with ${how}: ${this.said().slice(-1500)}`
  }

  said(): string {
    return readFileSync(this.#log, 'utf8')
  }

  /** SIGKILL, and the end of the process. Returns when it was, milliseconds since 1970. */
  async kill(): Promise<number> {
    await this.#end('SIGKILL')
    return Date.now()
  }

  /** As an operator stops it: what is under way is finished first. */
  async stop(): Promise<void> {
    this.goOn()
    await this.#end('SIGTERM')
  }

  freeze(): void {
    this.#child.kill('SIGSTOP')
  }

  goOn(): void {
    this.#child.kill('SIGCONT')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return
    this.#endedByUs = true
    const ended = once(this.#child, 'exit')
    this.#child.kill(signal)
    await ended
  }
}
