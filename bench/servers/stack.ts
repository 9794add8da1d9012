import type { ChildProcess } from 'node:child_process'
import { on, once } from 'node:events'
import { createInterface } from 'node:readline'
import { Home } from '../../test/real/command.js'
import { DATA_TABLES } from '../../test/real/tables.js'
import type { Measurement } from '../measurement.js'
import type { Owned } from '../owned.js'
import { Watch } from '../processes.js'
import { countsOf, type SyncCounts } from './sync-report.js'

/** Requests per second that no sync reaches. */
const UNTHROTTLED = '10000'

/** Seconds that a Postgres alone stays up without a command: far longer than the next one takes to come. */
const IDLE_SECONDS = '300'

export interface StackOptions {
  /** Further settings of all commands and of the stack's processes. */
  readonly env?: NodeJS.ProcessEnv
  /** Further processes whose use is measured beside the stack's: `{ source: 1234 }`. */
  readonly beside?: Readonly<Record<string, number | undefined>>
}

/** A sync of season-sync, measured from the start of the command to its exit. */
export type MeasuredSync = Measurement & SyncCounts

interface Status {
  readonly running: readonly { readonly name: string; readonly pid?: number }[]
  readonly temporalAddress: string | null
  readonly namespace: string | null
}

/** An embedded stack with a state folder of its own, up before anything is measured. */
export class BenchStack {
  readonly #commands = new Set<ChildProcess>()
  readonly #workers: (number | undefined)[] = []
  #status: Status = { running: [], temporalAddress: null, namespace: null }

  private constructor(
    readonly home: Home,
    private readonly beside: Readonly<Record<string, number | undefined>>,
  ) {}

  /** A stack with the sources at `sourceUrl`, of which nothing is started. */
  static async prepare(owned: Owned, sourceUrl: string, options: StackOptions = {}): Promise<BenchStack> {
    const home = new Home(sourceUrl, {
      NBA_PACE: UNTHROTTLED,
      SEASON_SYNC_IDLE_SECONDS: IDLE_SECONDS,
      ...options.env,
    })
    const stack = new BenchStack(home, options.beside ?? {})
    stack.remove = await owned.add(() => stack.#remove())
    return stack
  }

  /** As `prepare`, with all parts started. */
  static async up(...args: Parameters<typeof BenchStack.prepare>): Promise<BenchStack> {
    const stack = await BenchStack.prepare(...args)
    await stack.up()
    return stack
  }

  /** Stops the stack and removes its state folder. */
  remove: () => Promise<void> = () => Promise.resolve()

  /** Starts all parts; they stay up until `down`. */
  async up(): Promise<void> {
    await this.#start('up', '--detach')
  }

  /** Starts Postgres alone, as commands that only read do. */
  async startPostgres(): Promise<void> {
    await this.#start('history')
  }

  async down(): Promise<void> {
    await this.home.run('down')
    this.#status = { ...this.#status, running: [] }
  }

  pid(part: string): number | undefined {
    return this.#status.running.find(({ name }) => name === part)?.pid
  }

  get temporal(): { readonly address: string; readonly namespace: string } {
    const { temporalAddress, namespace } = this.#status
    if (temporalAddress === null || namespace === null) throw new Error('no Temporal is running')
    return { address: temporalAddress, namespace }
  }

  /** Starts a command that ends with the stack at the latest. */
  start(...args: readonly string[]): ReturnType<Home['start']> {
    const started = this.home.start(...args)
    this.#commands.add(started.child)
    void started.ended.finally(() => this.#commands.delete(started.child))
    return started
  }

  /** Starts one more worker and resolves when it works; `sync` measures it as `worker 2`. */
  async addWorker(): Promise<void> {
    const { child } = this.start('worker')
    if (child.stdout === null) throw new Error('the worker has no output')
    this.#workers.push(child.pid)
    for await (const [line] of on(createInterface({ input: child.stdout }), 'line', { close: ['close'] }))
      if (String(line).includes('"ready"')) return
    throw new Error('the further worker did not start')
  }

  /** Syncs a season and measures it. Throws with the report when the sync does not succeed. */
  async sync(season: string, datasets: readonly string[], ...more: readonly string[]): Promise<MeasuredSync> {
    return this.#measured('sync', season, '--only', datasets.join(','), ...more, '--json')
  }

  /** Empties the tables, makes a season's again from the archive, and measures that. */
  async rebuild(season: string, datasets: readonly string[]): Promise<MeasuredSync> {
    await this.home.query(`truncate ${DATA_TABLES.join(', ')}, request_marks`)
    return this.#measured('rebuild', season, '--only', datasets.join(','), '--json')
  }

  async #measured(...args: readonly string[]): Promise<MeasuredSync> {
    const started = performance.now()
    const { child, ended } = this.start(...args)
    const parts = ['worker', 'postgres', 'temporal'] as const
    const watch = new Watch({
      ...Object.fromEntries(parts.map((part) => [part, this.pid(part)])),
      ...Object.fromEntries(this.#workers.map((pid, i) => [`worker ${i + 2}`, pid])),
      command: child.pid,
      ...this.beside,
    })
    const output = await ended
    const seconds = (performance.now() - started) / 1000
    const usage = watch.end()
    return { ...countsOf(args.join(' '), output), seconds, usage }
  }

  async #start(...command: readonly string[]): Promise<void> {
    const { code, stderr } = await this.start(...command).ended
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${stderr}`)
    this.#status = await this.home.json<Status>('status', '--show-secrets')
  }

  async #remove(): Promise<void> {
    for (const child of this.#commands) {
      const exit = once(child, 'exit')
      if (child.kill('SIGKILL')) await exit
    }
    await this.home.remove()
  }
}
