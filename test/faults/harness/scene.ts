import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Home, parseOutput, type Report } from '../../real/command.js'
import { startReplay, type LoggedRequest, type Replay } from '../../real/replay.js'
import type { Queryable } from '../../real/tables.js'
import type { Front } from '../source/front.js'
import type { Stack } from './stack.js'
import { WorkerProcess } from './worker.js'
import type { Workload } from './workload.js'

export interface SceneOptions {
  readonly workload: Workload
  /** Further options of the replay server. */
  readonly replay?: readonly string[]
  /** Further settings of workers and commands. */
  readonly env?: NodeJS.ProcessEnv
  /** Server between the workers and the source; the scene closes it. */
  readonly front?: Front
}

/** Timeout of a sync: it takes a minute or two and is disturbed for a minute, so a longer one hangs. */
const SYNC_MS = 240_000

export type SyncEnd = Report & { readonly exitCode: number | null }

/**
 * A time in which a worker or server was dead or unreachable, in milliseconds since 1970: requests that were under way may
 * lack a record.
 */
export interface Outage {
  readonly from: number
  readonly to: number
}

/** One test's own database, namespace, source, workers and command line, on the test file's Postgres and Temporal. */
export class Scene implements Queryable {
  readonly outages: Outage[] = []
  readonly workers: WorkerProcess[] = []
  readonly #commands: ChildProcess[] = []

  private constructor(
    readonly stack: Stack,
    readonly workload: Workload,
    readonly replay: Replay,
    readonly home: Home,
    readonly databaseUrl: string,
    readonly pool: pg.Pool,
    readonly env: NodeJS.ProcessEnv,
    readonly front: Front | undefined,
  ) {}

  static async open(
    stack: Stack,
    { workload, replay: more = [], env: given = {}, front }: SceneOptions,
  ): Promise<Scene> {
    const asOf = workload.asOf === undefined ? [] : ['--as-of', workload.asOf]
    const [databaseUrl, namespace] = await Promise.all([stack.createDatabase(), stack.createNamespace()])
    // Started last, so that no failure before it leaves it running.
    const replay = await startReplay('--keep', '1500', ...asOf, ...more)
    const env = {
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: stack.temporalAddress,
      TEMPORAL_NAMESPACE: namespace,
      ...(workload.asOf !== undefined && { SEASON_SYNC_TODAY: workload.asOf }),
      ...given,
    }
    if (front) front.behind = replay.url
    const home = new Home(front?.url ?? replay.url, env)
    const pool = new pg.Pool({ connectionString: databaseUrl, application_name: 'fault suite' })
    pool.on('error', () => undefined) // The test ends servers and connections on purpose.
    return new Scene(stack, workload, replay, home, databaseUrl, pool, home.env, front)
  }

  /** Starts a worker; `env` overrides the scene's settings, for example with a proxy's address. */
  async startWorker(env: NodeJS.ProcessEnv = {}): Promise<WorkerProcess> {
    const log = join(this.home.path, `worker-${this.workers.length + 1}.log`)
    const worker = await WorkerProcess.start({ ...this.env, ...env }, log)
    this.workers.push(worker)
    return worker
  }

  /** Kills a worker and notes an outage. */
  async kill(worker: WorkerProcess): Promise<void> {
    const from = Date.now()
    this.outages.push({ from, to: await worker.kill() })
  }

  /** Runs `work` and notes an outage for its duration. */
  async outage<T>(work: () => Promise<T>): Promise<T> {
    const from = Date.now()
    try {
      return await work()
    } finally {
      this.outages.push({ from, to: Date.now() })
    }
  }

  /** Runs the workload's sync to its end, by default of its first season. Rejects when it does not end in time. */
  sync(season = this.workload.seasons[0] ?? '', ...more: readonly string[]): Promise<SyncEnd> {
    const { datasets, pace } = this.workload
    const options = ['--only', datasets.join(','), '--pace', String(pace), '--recheck', 'all', ...more]
    const { child, ended } = this.home.start('sync', season, ...options, '--json')
    const timeout = setTimeout(() => child.kill('SIGKILL'), SYNC_MS)
    const end = ended
      .finally(() => clearTimeout(timeout))
      .then((output) => {
        if (child.signalCode === 'SIGKILL')
          throw new Error(`the sync did not end: ${output.stderr.slice(-500)}`)
        return parseOutput(`sync ${season}`, output) as SyncEnd
      })
    end.catch(() => undefined) // A test that fails before it awaits the end reports its own error.
    this.#commands.push(child)
    return end
  }

  async query<T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(sql, [...values])).rows
  }

  /** Calls `look` until it returns a value; an error of a database or source that is down counts as no value. */
  async until<T>(what: string, look: () => Promise<T | undefined>, timeoutMs = 60_000): Promise<T> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      const found = await look().catch(() => undefined)
      if (found !== undefined) return found
      if (performance.now() > deadline)
        throw new Error(`timed out after ${timeoutMs / 1000} s: waited until ${what}`)
      await sleep(20)
    }
  }

  /** Every request that reached the source, or the server in front of it. */
  async log(): Promise<readonly LoggedRequest[]> {
    return this.front?.log() ?? this.replay.log()
  }

  /** Ends all processes of the scene; a workflow that a failed test left open then has no worker. */
  async close(): Promise<void> {
    for (const command of this.#commands) command.kill('SIGKILL')
    await Promise.all(this.workers.map((worker) => worker.kill()))
    await this.pool.end()
    await Promise.all([this.replay.stop(), this.home.remove(), this.front?.close()])
  }
}
