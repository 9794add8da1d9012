import { EventEmitter, once } from 'node:events'
import { UserError } from '../errors.js'
import { disconnect, followRun, linkOf, type Connected, type FollowedRun } from '../runs/follow.js'
import { explanation, reportJson, reportOfEnd } from '../runs/report.js'
import type { Settings } from '../settings.js'
import type { StepProgress } from '../store/runs/history.js'

/** The progress of a run. */
export interface RunProgress {
  /** Its datasets, in the run's order. */
  readonly steps: readonly StepProgress[]
  /** The reason why no request starts, such as a source that asks for a pause. */
  readonly notice: string | undefined
}

/** The report of a run, as `season-sync sync --json` has it. */
export type SyncReport = ReturnType<typeof reportJson>

/** Thrown for a sync that ended partial, failed or cancelled; `report` says everything that it did. */
export class SyncFailed extends UserError {
  readonly report: SyncReport

  constructor(message: string, report: SyncReport) {
    super(message)
    this.report = report
  }
}

/** A started sync, which can be watched, awaited and cancelled. */
export class SyncRun {
  readonly runId: string
  readonly workflowId: string
  /** The Web UI's page of the run; null if the address of the Web UI is not known. */
  readonly webUiUrl: string | null
  readonly #changes = new EventEmitter().setMaxListeners(0)
  readonly #cancelling = new AbortController()
  readonly #leaving = new AbortController()
  readonly #ended: Promise<SyncReport>
  #progress: RunProgress | undefined
  #hasEnded = false

  constructor(settings: Settings, connected: Connected, run: FollowedRun, onNotice: (line: string) => void) {
    this.runId = run.runId
    this.workflowId = run.workflowId
    this.webUiUrl = linkOf(connected, run)
    this.#ended = this.#follow(settings, connected, run, onNotice)
    this.#ended.catch(() => undefined) // `result` throws it; without a call of `result` it is not an unhandled rejection
  }

  /** Yields the progress at once and whenever it has changed, until the run has ended, whatever the outcome. */
  async *progress(): AsyncGenerator<RunProgress, void, void> {
    let seen: RunProgress | undefined
    for (;;) {
      const now = this.#progress
      if (now !== seen && now !== undefined) yield (seen = now)
      else if (this.#hasEnded) return
      else await once(this.#changes, 'change')
    }
  }

  /** The report of the run, once it has succeeded. Throws a `SyncFailed` for any other end, also a partial one. */
  async result(): Promise<SyncReport> {
    return await this.#ended
  }

  /** Asks Temporal to cancel the run, which keeps what it has merged and records its end; `result` then throws. */
  cancel(): void {
    this.#cancelling.abort()
  }

  /** Stops following the run, which keeps running. `result` throws if the run had not ended yet. */
  async leave(): Promise<void> {
    this.#leaving.abort(new UserError(`Run ${this.runId} is no longer followed; it keeps running.`))
    await this.#ended.catch(() => undefined)
  }

  async #follow(
    settings: Settings,
    first: Connected,
    run: FollowedRun,
    say: (line: string) => void,
  ): Promise<SyncReport> {
    const update = (steps: readonly StepProgress[], notice: string | undefined): void => {
      const next = { steps, notice }
      if (JSON.stringify(next) !== JSON.stringify(this.#progress)) this.#notify(next)
    }
    let connected = first
    try {
      const followed = await followRun(
        settings,
        first,
        run,
        { update, say },
        this.#cancelling.signal,
        this.#leaving.signal,
      )
      connected = followed.connected
      const report = await reportOfEnd(
        connected.session.database,
        run.runId,
        followed.end,
        linkOf(connected, run),
      )
      const why = explanation(report)
      if (why !== undefined) throw new SyncFailed(why, reportJson(report))
      return reportJson(report)
    } finally {
      await disconnect(connected)
      this.#hasEnded = true
      this.#notify(this.#progress)
    }
  }

  #notify(progress: RunProgress | undefined): void {
    this.#progress = progress
    this.#changes.emit('change')
  }
}
