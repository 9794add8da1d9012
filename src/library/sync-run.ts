import { EventEmitter, once } from 'node:events'
import { UserError } from '../errors.js'
import { disconnect, followRun, linkOf, type Connected, type FollowedRun } from '../runs/follow.js'
import { explanation, reportJson, reportOfEnd } from '../runs/report.js'
import type { Settings } from '../settings.js'
import type { StepProgress } from '../store/runs/history.js'

/** How far a run is. */
export interface RunProgress {
  /** Its datasets, in the run's order. */
  readonly steps: readonly StepProgress[]
  /** What holds it up: a source that wants to be left alone, say. */
  readonly notice: string | undefined
}

/** What a run did, as `season-sync sync --json` has it. */
export type SyncReport = ReturnType<typeof reportJson>

/** A sync that ended otherwise than `succeeded`: partial, failed or cancelled. `report` tells all that it did. */
export class SyncFailed extends UserError {
  readonly report: SyncReport

  constructor(message: string, report: SyncReport) {
    super(message)
    this.report = report
  }
}

/** A sync that was started: to be watched, awaited and cancelled. */
export class SyncRun {
  readonly runId: string
  readonly workflowId: string
  /** Where Temporal's Web UI shows it; null where that is not known. */
  readonly webUiUrl: string | null
  readonly #changes = new EventEmitter().setMaxListeners(0)
  readonly #cancelling = new AbortController()
  readonly #leaving = new AbortController()
  readonly #ended: Promise<SyncReport>
  #progress: RunProgress | undefined
  #over = false

  constructor(settings: Settings, connected: Connected, run: FollowedRun, onNotice: (line: string) => void) {
    this.runId = run.runId
    this.workflowId = run.workflowId
    this.webUiUrl = linkOf(connected, run)
    this.#ended = this.#follow(settings, connected, run, onNotice)
    this.#ended.catch(() => undefined) // for whoever asks for the result
  }

  /** How far the run is: at once, and again whenever that has changed, until it has ended, whatever the outcome. */
  async *progress(): AsyncGenerator<RunProgress, void, void> {
    let seen: RunProgress | undefined
    for (;;) {
      const now = this.#progress
      if (now !== seen && now !== undefined) yield (seen = now)
      else if (this.#over) return
      else await once(this.#changes, 'change')
    }
  }

  /** What the run did, once it has succeeded. Throws a `SyncFailed` for every other end: nothing partial passes for whole. */
  async result(): Promise<SyncReport> {
    return await this.#ended
  }

  /** Asks Temporal to cancel the run, which keeps what it has merged and records its end; `result` then throws. */
  cancel(): void {
    this.#cancelling.abort()
  }

  /** Stops following; the run goes on. `result` throws when it had not ended yet. */
  async leave(): Promise<void> {
    this.#leaving.abort(new UserError(`Run ${this.runId} is no longer followed; it goes on by itself.`))
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
      if (JSON.stringify(next) !== JSON.stringify(this.#progress)) this.#tell(next)
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
      this.#over = true
      this.#tell(this.#progress)
    }
  }

  #tell(progress: RunProgress | undefined): void {
    this.#progress = progress
    this.#changes.emit('change')
  }
}
