import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Home, printed, type Report } from '../../real/command.js'
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
  /** Stands between the workers and the source, and ends with the scene. */
  readonly front?: Front
}

/** A sync of a minute or two that is disturbed for a minute has ended within this time, or hangs. */
const SYNC_MS = 240_000

export type SyncEnd = Report & { readonly exitCode: number | null }

/** A time in which something of ours was dead or deaf, milliseconds since 1970: what was under way may go unrecorded. */
export interface Upset {
  readonly from: number
  readonly to: number
}

/** A database, a namespace, a source, workers and a command line of one test's own, on the file's Postgres and Temporal. */
export class Scene implements Queryable {
  readonly upsets: Upset[] = []
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
    const replay = await startReplay('--keep', '1500', ...asOf, ...more) // last: nothing that fails leaves it behind
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
    pool.on('error', () => undefined) // the test ends servers and connections on purpose
    return new Scene(stack, workload, replay, home, databaseUrl, pool, home.env, front)
  }

  /** Starts a worker; `env` over the scene's, say another way to the servers. */
  async startWorker(env: NodeJS.ProcessEnv = {}): Promise<WorkerProcess> {
    const log = join(this.home.path, `worker-${this.workers.length + 1}.log`)
    const worker = await WorkerProcess.start({ ...this.env, ...env }, log)
    this.workers.push(worker)
    return worker
  }

  /** Kills a worker with what it has under way. */
  async kill(worker: WorkerProcess): Promise<void> {
    const from = Date.now()
    this.upsets.push({ from, to: await worker.kill() })
  }

  /** Notes that something was dead or deaf while `work` went on. */
  async upset<T>(work: () => Promise<T>): Promise<T> {
    const from = Date.now()
    try {
      return await work()
    } finally {
      this.upsets.push({ from, to: Date.now() })
    }
  }

  /** Runs the workload's sync, of its first season unless told otherwise, to its end; one that never ends fails. */
  sync(season = this.workload.seasons[0] ?? '', ...more: readonly string[]): Promise<SyncEnd> {
    const { datasets, pace } = this.workload
    const options = ['--only', datasets.join(','), '--pace', String(pace), ...more]
    const { child, ended } = this.home.start('sync', season, ...options, '--json')
    const patience = setTimeout(() => child.kill('SIGKILL'), SYNC_MS)
    const end = ended
      .finally(() => clearTimeout(patience))
      .then((told) => {
        if (child.signalCode === 'SIGKILL')
          throw new Error(`the sync did not end: ${told.stderr.slice(-500)}`)
        return printed(`sync ${season}`, told) as SyncEnd
      })
    end.catch(() => undefined) // a test that fails before it awaits the end fails for its own reason
    this.#commands.push(child)
    return end
  }

  async query<T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(sql, [...values])).rows
  }

  /** Looks until `look` finds something; a database or source that does not answer just now is asked again. */
  async until<T>(what: string, look: () => Promise<T | undefined>, timeoutMs = 60_000): Promise<T> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      const found = await look().catch(() => undefined)
      if (found !== undefined) return found
      if (performance.now() > deadline) throw new Error(`waited ${timeoutMs / 1000} s in vain until ${what}`)
      await sleep(20)
    }
  }

  /** Every request that came to the source, or to what stands in front of it. */
  async log(): Promise<readonly LoggedRequest[]> {
    return this.front?.log() ?? this.replay.log()
  }

  /** Ends everything of the scene; a workflow that a failed test left open has nobody to work on it any more. */
  async close(): Promise<void> {
    for (const command of this.#commands) command.kill('SIGKILL')
    await Promise.all(this.workers.map((worker) => worker.kill()))
    await this.pool.end()
    await Promise.all([this.replay.stop(), this.home.remove(), this.front?.close()])
  }
}
