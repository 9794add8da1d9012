import { dataTables } from '../datasets/catalogue.js'
import { exportTables, type ExportOrder, type ExportManifest } from '../store/export/export-tables.js'
import { queryRows } from '../store/reading/query.js'
import { openSession, type Session } from '../connect/session.js'
import type { SourceName } from '../contracts/source-names.js'
import type { PauseState } from '../contracts/season-run.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import { loadOwnDatasets } from '../datasets/own.js'
import { seasonsInput, type SeasonsOrder } from '../datasets/seasons.js'
import { syncInput } from '../datasets/selection.js'
import type { Written } from '../archive/writer.js'
import { exportArchive, importArchive, openArchive, type ExportRequest } from '../runs/archive.js'
import { coverageRequest, readCoverage, type Coverage, type CoverageOrder } from '../runs/coverage.js'
import { detailsJson, readDetails } from '../runs/details.js'
import { explain, type Explained } from '../runs/explain/index.js'
import { reconciledRun, runByName } from '../runs/find-run.js'
import { pauseRun } from '../runs/control.js'
import { connect, disconnect, type Connected } from '../runs/follow.js'
import { readHistory, type HistoryLine } from '../runs/list.js'
import { missingByName } from '../runs/missing.js'
import { openRunByName } from '../runs/open-run.js'
import { readStatus, statusJson } from '../runs/status.js'
import { startSeasons } from '../runs/start-seasons.js'
import { startSync } from '../runs/start.js'
import { readSettings, type Settings } from '../settings.js'
import type { Imported } from '../store/archive/import.js'
import { changesOf, type Change } from '../store/merge/ledger.js'
import type { RunFilter } from '../store/runs/history.js'
import { BackfillRun } from './backfill-run.js'
import { Schedules } from './schedules.js'
import { SyncRun } from './sync-run.js'

export interface SeasonSyncOptions {
  /** The source of the data; each source has an embedded database of its own. Default: 'nba'. */
  readonly source?: SourceName
  /**
   * Default: those of the environment. Workers read their own environment, so source addresses that are given here
   * have to be set there as well; `start` throws if they differ.
   */
  readonly settings?: Settings
  /** Called with a line about anything slow, such as the first start of a stack or a Temporal that does not answer. */
  readonly onNotice?: (line: string) => void
}

/** The sync to start. */
export interface StartRequest extends Omit<
  SyncRequest,
  'source' | 'trigger' | 'fromArchive' | 'ifOffered' | 'backfillId'
> {
  /** The behaviour if a sync of this season is running already; default: 'refuse'. */
  readonly ifRunning?: 'refuse' | 'join'
}

/** The season whose tables are made again from the archive. */
export type RebuildRequest = Pick<StartRequest, 'season' | 'seasonType' | 'only'>
/** The backfill to start. */
export interface BackfillRequest extends Omit<SeasonsOrder, 'source' | 'trigger' | 'ifOffered'> {
  /** The behaviour if a backfill of this source is running already; default: 'refuse'. */
  readonly ifRunning?: 'refuse' | 'join'
}

/** The ids of a workflow that was started. */
interface StartedWorkflow {
  readonly workflowId: string
  readonly firstExecutionRunId: string
}

/** What runs and where, as `season-sync status --json` has it. */
export type StatusJson = ReturnType<typeof statusJson>

/** Everything that is known about one run, as `season-sync show --json` has it. */
export type RunJson = ReturnType<typeof detailsJson>

/**
 * Starts, follows and reads syncs from code, on the configured Postgres and Temporal, otherwise on the embedded ones,
 * which are started by the first call that needs them.
 *
 *     const sync = new SeasonSync({ source: 'sandbox' })
 *     const run = await sync.start({ season: '2024-25' })
 *     for await (const { steps } of run.progress()) console.log(steps.map(({ name, answered }) => [name, answered]))
 *     console.log((await run.result()).players)
 *     await sync.close()
 *
 * For an expected error every method throws a `UserError`: one sentence with the cause and the next step.
 */
export class SeasonSync {
  readonly #source: SourceName
  readonly #settings: Settings
  readonly #onNotice: (line: string) => void
  readonly #runs = new Set<SyncRun | BackfillRun>()
  /** The schedules of syncs. */
  readonly schedules: Schedules
  #reading: Promise<Session> | undefined

  constructor(options: SeasonSyncOptions = {}) {
    this.#source = options.source ?? 'nba'
    this.#settings = options.settings ?? readSettings()
    this.#onNotice = options.onNotice ?? (() => undefined)
    this.schedules = new Schedules(this.#settings, this.#source, this.#onNotice)
  }

  /** Starts the sync of a season, or joins the running one. An invalid request is refused before anything starts. */
  async start({ ifRunning, ...request }: StartRequest): Promise<SyncRun> {
    return this.#start({ ...request, trigger: 'library' }, ifRunning)
  }

  /** Makes the tables of a season again from the archive, without a request; what the archive lacks is missing in the report. */
  async rebuild(request: RebuildRequest): Promise<SyncRun> {
    return this.#start({ ...request, fromArchive: true })
  }

  /** Files of archived answers: see docs/archive-format.md. */
  readonly archive = {
    /** Writes archived answers to a file, which must not exist. */
    export: async (file: string, request: ExportRequest = {}): Promise<Written> =>
      exportArchive((await this.#read()).database, file, this.#source, request),
    /** Takes the answers of a file into the archive, all or none of them. */
    import: async (file: string): Promise<Imported> => {
      const archive = await openArchive(file)
      try {
        return await importArchive((await this.#read()).database, archive)
      } finally {
        await archive.close()
      }
    },
  } as const

  async #start(request: Omit<SyncRequest, 'source'>, ifRunning?: 'refuse' | 'join'): Promise<SyncRun> {
    const source = this.#source
    await loadOwnDatasets(this.#settings.ownDatasets)
    const input = syncInput({ ...request, source }, this.#settings)
    return this.#started(SyncRun, ({ client, session }) =>
      startSync(client, session.database.pool, this.#settings, input, ifRunning),
    )
  }

  /**
   * Starts a backfill, or joins the running one: many seasons, newest first, behind every sync of a single season.
   *
   *     const backfill = await sync.backfill({ seasons: '1996-97..current', seasonType: 'all' })
   *     for await (const { counts, secondsLeft } of backfill.progress()) console.log(counts, secondsLeft)
   *     console.log((await backfill.result()).seasons.length)
   */
  async backfill({ ifRunning, ...request }: BackfillRequest): Promise<BackfillRun> {
    const source = this.#source
    await loadOwnDatasets(this.#settings.ownDatasets)
    const { input } = seasonsInput({ ...request, source, trigger: 'backfill' }, this.#settings)
    return this.#started(BackfillRun, ({ client, session }) =>
      startSeasons(client, session.database.pool, this.#settings, input, ifRunning),
    )
  }

  /**
   * Starts a sync, or a backfill, that asks again for what an ended one lacks; undefined if it lacks nothing. The id is as
   * for `run`. Throws a UserError if it is still running.
   */
  async retry(
    id = 'latest',
    more: Pick<StartRequest, 'pace' | 'acceptRemovals'> = {},
  ): Promise<SyncRun | BackfillRun | undefined> {
    await loadOwnDatasets(this.#settings.ownDatasets)
    const missing = await missingByName(this.#settings, await this.#read(), id, this.#source)
    if (missing.kind === 'sync')
      return missing.request === null
        ? undefined
        : this.#start({ ...missing.request, ...more, trigger: 'library' })
    const { input } = missing
    if (input === null) return undefined
    const again = { ...input, request: { ...input.request, ...more } }
    return this.#started(BackfillRun, ({ client, session }) =>
      startSeasons(client, session.database.pool, this.#settings, again, 'refuse'),
    )
  }

  /** Pauses a running sync or backfill; once this resolves, no further request starts. The id is as for `run`. */
  pause(id = 'latest'): Promise<PauseState> {
    return this.#setPaused(id, true)
  }

  /** Lets a paused sync or backfill continue. */
  resume(id = 'latest'): Promise<PauseState> {
    return this.#setPaused(id, false)
  }

  async #setPaused(id: string, paused: boolean): Promise<PauseState> {
    const source = this.#source
    const connected = await connect(this.#settings, { source, onProgress: this.#onNotice })
    try {
      const run = await openRunByName(this.#settings, connected, id, source)
      return await pauseRun(connected.client, connected.session.database.pool, run, paused)
    } finally {
      await disconnect(connected)
    }
  }

  /** What runs and where, and whether a sync would get on (`health`, with its `reasons`). Starts nothing. */
  async status(): Promise<StatusJson> {
    return statusJson(await readStatus(this.#settings, false))
  }

  /** Connects, starts a workflow and follows it. */
  async #started<R extends SyncRun | BackfillRun>(
    Run: new (...of: ConstructorParameters<typeof SyncRun>) => R,
    start: (connected: Connected) => Promise<StartedWorkflow>,
  ): Promise<R> {
    const source = this.#source
    const connected = await connect(this.#settings, { source, keep: true, onProgress: this.#onNotice })
    try {
      const { workflowId, firstExecutionRunId: runId } = await start(connected)
      const run = new Run(this.#settings, connected, { workflowId, runId, source }, this.#onNotice)
      this.#runs.add(run)
      return run
    } catch (error) {
      await disconnect(connected)
      throw error
    }
  }

  /** The syncs so far, newest first; by default at most 20. */
  async history(filter: Partial<Omit<RunFilter, 'source'>> = {}): Promise<readonly HistoryLine[]> {
    return await readHistory(this.#settings, await this.#read(), { limit: 20, ...filter })
  }

  /** Everything that is known about a run, by its id, the beginning of it, 'latest', a season (its newest run), or the id of its workflow. */
  async run(id = 'latest'): Promise<RunJson> {
    const session = await this.#read()
    const run = await reconciledRun(this.#settings, session, id)
    return detailsJson(await readDetails(this.#settings, session, run))
  }

  /** The values that a run changed or removed, before and after, in the order of the changes; new rows are no changes. */
  async changes(
    id = 'latest',
    options: { readonly table?: string; readonly limit?: number } = {},
  ): Promise<readonly Change[]> {
    const session = await this.#read()
    const { runId } = await runByName(this.#settings, session, id)
    return (await changesOf(session.database.pool, runId, options)).changes
  }

  /**
   * The rows of one SQL statement that reads, as objects by column:
   *
   *     await sync.query<{ points: number }>('select points from player_game_logs where points > 60')
   */
  async query<Row extends object = Readonly<Record<string, unknown>>>(sql: string): Promise<readonly Row[]> {
    return await queryRows<Row>((await this.#read()).database.pool, sql)
  }

  /** Writes tables or views into CSV, JSON or Parquet files of a folder, with a manifest of their counts and hashes. */
  async export(
    order: Pick<ExportOrder, 'tables' | 'folder'> & Partial<ExportOrder>,
  ): Promise<ExportManifest> {
    const { database } = await this.#read()
    return await exportTables(
      database.pool,
      { format: 'csv', bySeason: false, ...order },
      dataTables(this.#source),
    )
  }

  /** What is stored of each dataset in each season, and what the latest syncs found of it; by default of all seasons. */
  async coverage(of: CoverageOrder = {}): Promise<Coverage> {
    await loadOwnDatasets(this.#settings.ownDatasets)
    const { database } = await this.#read()
    return await readCoverage(database.pool, coverageRequest({ source: this.#source, ...of }, this.#settings))
  }

  /**
   * The past of a row or of one value of it: the answer that brought it, every earlier value, and what verified it.
   *
   *     await sync.explain('player_game_logs', 'James Harden', '2019-01-23', 'assists')
   */
  async explain(table: string, ...key: readonly [string, ...string[]]): Promise<Explained> {
    await loadOwnDatasets(this.#settings.ownDatasets)
    return await explain((await this.#read()).database.pool, this.#source, table, key)
  }

  /** The address of the database, with its password; it starts Postgres where that is embedded. */
  async databaseUrl(): Promise<string> {
    return (await this.#read()).databaseUrl
  }

  /** Closes all connections. A running sync continues on the workers, and the embedded stack stays up for it. */
  async close(): Promise<void> {
    await Promise.all([...this.#runs].map((run) => run.leave()))
    this.#runs.clear()
    const reading = this.#reading
    this.#reading = undefined
    await (await reading?.catch(() => undefined))?.close() // the read that opened it has thrown its error
  }

  /** One session for all reads; a new one after its stack has stopped. */
  #read(): Promise<Session> {
    this.#reading ??= this.#openReading()
    return this.#reading
  }

  async #openReading(): Promise<Session> {
    const forgetSession = (): void => void (this.#reading = undefined)
    try {
      const session = await openSession(this.#settings, {
        need: 'postgres',
        source: this.#source,
        onProgress: this.#onNotice,
      })
      void session.lost.then(forgetSession).then(() => session.close())
      return session
    } catch (error) {
      forgetSession()
      throw error
    }
  }
}
