import { openSession, type Session } from '../connect/session.js'
import type { SourceName } from '../contracts/source-names.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import { loadOwnDatasets } from '../datasets/own.js'
import { syncInput } from '../datasets/selection.js'
import { detailsJson, readDetails } from '../runs/details.js'
import { runOf } from '../runs/find-run.js'
import { connect, disconnect } from '../runs/follow.js'
import { readHistory } from '../runs/list.js'
import { startSync } from '../runs/start.js'
import { readSettings, type Settings } from '../settings.js'
import { changesOf, type Change } from '../store/merge/ledger.js'
import type { RunFilter, RunLine } from '../store/runs/history.js'
import { SyncRun } from './sync-run.js'

export interface SeasonSyncOptions {
  /** Where the data comes from; each source has an embedded database of its own. Default: 'nba'. */
  readonly source?: SourceName
  /**
   * Default: those of the environment. Workers take theirs from their own environment, so source addresses that are
   * given here have to be set there as well; a sync that finds them different refuses.
   */
  readonly settings?: Settings
  /** Is told what takes long or holds up: the first start of a stack, a Temporal that does not answer. */
  readonly onNotice?: (line: string) => void
}

/** What to sync. */
export interface StartRequest extends Omit<SyncRequest, 'source' | 'trigger'> {
  /** When a sync of this season is running already; default: 'refuse'. */
  readonly ifRunning?: 'refuse' | 'join'
}

/** Everything that is known of one run, as `season-sync show --json` has it. */
export type RunJson = ReturnType<typeof detailsJson>

/**
 * Syncs of seasons from code: starts, follows and reads them, on the configured Postgres and Temporal or else on the
 * embedded ones, which are started with the first call that needs them.
 *
 *     const sync = new SeasonSync({ source: 'sandbox' })
 *     const run = await sync.start({ season: '2024-25' })
 *     for await (const { steps } of run.progress()) console.log(steps.map(({ name, answered }) => [name, answered]))
 *     console.log((await run.result()).players)
 *     await sync.close()
 *
 * Every method throws a `UserError`, one sentence with the cause and the next step, for what can be expected to go wrong.
 */
export class SeasonSync {
  readonly #source: SourceName
  readonly #settings: Settings
  readonly #onNotice: (line: string) => void
  readonly #runs = new Set<SyncRun>()
  #reading: Promise<Session> | undefined

  constructor(options: SeasonSyncOptions = {}) {
    this.#source = options.source ?? 'nba'
    this.#settings = options.settings ?? readSettings()
    this.#onNotice = options.onNotice ?? (() => undefined)
  }

  /** Starts the sync of a season, or joins the one that is running. A wrong request is refused before anything starts. */
  async start({ ifRunning, ...request }: StartRequest): Promise<SyncRun> {
    const source = this.#source
    await loadOwnDatasets(this.#settings.ownDatasets)
    const input = syncInput({ ...request, source, trigger: 'library' }, this.#settings)
    const connected = await connect(this.#settings, { source, keep: true, onProgress: this.#onNotice })
    try {
      const { client, session } = connected
      const handle = await startSync(client, session.database.pool, this.#settings, input, ifRunning)
      const started = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId, source }
      const run = new SyncRun(this.#settings, connected, started, this.#onNotice)
      this.#runs.add(run)
      return run
    } catch (error) {
      await disconnect(connected)
      throw error
    }
  }

  /** The syncs so far, newest first; at most 20 unless told otherwise. */
  async history(filter: Partial<Omit<RunFilter, 'source'>> = {}): Promise<readonly RunLine[]> {
    return await readHistory(this.#settings, await this.#read(), { limit: 20, ...filter })
  }

  /** Everything that is known of a run, by its id, the beginning of it, or 'latest'. */
  async run(id = 'latest'): Promise<RunJson> {
    return detailsJson(await readDetails(this.#settings, await this.#read(), id))
  }

  /** The values that a run changed or removed, before and after, in the order of the changes; new rows are no changes. */
  async changes(
    id = 'latest',
    options: { readonly table?: string; readonly limit?: number } = {},
  ): Promise<readonly Change[]> {
    const session = await this.#read()
    const { runId } = await runOf(session, id)
    return (await changesOf(session.database.pool, runId, options)).changes
  }

  /** Lets go of what was opened. A sync that goes on is left to the workers; the embedded stack stays up for it. */
  async close(): Promise<void> {
    await Promise.all([...this.#runs].map((run) => run.leave()))
    this.#runs.clear()
    const reading = this.#reading
    this.#reading = undefined
    await (await reading?.catch(() => undefined))?.close()
  }

  /** One session for all reads; another one when its stack has gone. */
  #read(): Promise<Session> {
    this.#reading ??= this.#openReading()
    return this.#reading
  }

  async #openReading(): Promise<Session> {
    const again = (): void => void (this.#reading = undefined)
    try {
      const session = await openSession(this.#settings, {
        need: 'postgres',
        source: this.#source,
        onProgress: this.#onNotice,
      })
      void session.lost.then(again).then(() => session.close())
      return session
    } catch (error) {
      again()
      throw error
    }
  }
}
