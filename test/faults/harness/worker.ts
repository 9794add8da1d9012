import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { built } from '../../../src/version.js'

const READY = '{"worker":"ready"}'

/** The worker's program, as `season-sync worker` runs it, controlled by the harness. */
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

  /** Starts a worker and waits until it polls. Its output goes to `log`. */
  static async start(env: NodeJS.ProcessEnv, log: string): Promise<WorkerProcess> {
    const child = spawn(process.execPath, [built('worker.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const worker = new WorkerProcess(child, log)
    await new Promise<void>((ready, reject) => {
      child.stdout?.on('data', () => {
        if (worker.output().includes(READY)) ready()
      })
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`the worker ended with ${code}\n${worker.output()}`)))
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

  /** Null while the worker is running, and when a signal ended it. */
  get exitCode(): number | null {
    return this.#child.exitCode
  }

  /** Describes an end that the harness did not cause, with the last output; undefined otherwise. */
  get crash(): string | undefined {
    if (this.running || this.#endedByUs) return undefined
    const how = this.#child.signalCode ?? `code ${this.#child.exitCode}`
    return `worker ${this.pid} ended with ${how}: ${this.output().slice(-1500)}`
  }

  output(): string {
    return readFileSync(this.#log, 'utf8')
  }

  /** Kills the process with SIGKILL; resolves with the time of its end, in milliseconds since 1970. */
  async kill(): Promise<number> {
    await this.#end('SIGKILL')
    return Date.now()
  }

  /** Stops the worker as an operator does: it finishes first what is under way. */
  async stop(): Promise<void> {
    this.resume()
    await this.#end('SIGTERM')
  }

  freeze(): void {
    this.#child.kill('SIGSTOP')
  }

  resume(): void {
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
