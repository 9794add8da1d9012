import { EventEmitter, once } from 'node:events'
import { UserError } from '../errors.js'
import type { SyncEnd } from '../contracts/run-end.js'
import { disconnect, follow, linkOf, type Connected, type FollowedRun } from '../runs/follow.js'
import type { Followable } from '../runs/watch.js'
import type { Settings } from '../settings.js'

/** How a kind of run is followed and reported. `S`: its present state in Postgres, `P`: what `progress` yields, `R`: its report. */
export interface Kind<S, P, R> {
  readonly what: Followable<S>
  readonly progressOf: (state: S, notice: string | undefined) => P
  /** The report of the end; throws for an end that is not whole. */
  readonly reportOf: (connected: Connected, run: FollowedRun, end: SyncEnd) => Promise<R>
}

/** A started run, which can be watched, awaited and cancelled. */
export class Followed<S, P, R> {
  readonly runId: string
  readonly workflowId: string
  /** The Web UI's page of the run; null if the address of the Web UI is not known. */
  readonly webUiUrl: string | null
  readonly #changes = new EventEmitter().setMaxListeners(0)
  readonly #cancelling = new AbortController()
  readonly #leaving = new AbortController()
  readonly #ended: Promise<R>
  #progress: P | undefined
  #hasEnded = false

  constructor(
    kind: Kind<S, P, R>,
    settings: Settings,
    connected: Connected,
    run: FollowedRun,
    onNotice: (line: string) => void,
  ) {
    this.runId = run.runId
    this.workflowId = run.workflowId
    this.webUiUrl = linkOf(connected, run)
    this.#ended = this.#follow(kind, settings, connected, run, onNotice)
    this.#ended.catch(() => undefined) // `result` throws it; without a call of `result` it is not an unhandled rejection
  }

  /** Yields the progress at once and whenever it has changed, until the run has ended, whatever the outcome. */
  async *progress(): AsyncGenerator<P, void, void> {
    let seen: P | undefined
    for (;;) {
      const now = this.#progress
      if (now !== seen && now !== undefined) yield (seen = now)
      else if (this.#hasEnded) return
      else await once(this.#changes, 'change')
    }
  }

  /** The report of the run, once it has succeeded. Throws for any other end, also a partial one. */
  async result(): Promise<R> {
    return await this.#ended
  }

  /** Asks Temporal to cancel the run, which keeps what it has merged and records its end; `result` then throws. */
  cancel(): void {
    this.#cancelling.abort()
  }

  /** Stops following the run, which keeps running. `result` throws if the run had not ended yet. */
  async leave(): Promise<void> {
    this.#leaving.abort(new UserError(`Run ${this.runId} is no longer followed; it keeps running.`))
    await this.#ended.catch(() => undefined) // `result` throws it
  }

  async #follow(
    { what, progressOf, reportOf }: Kind<S, P, R>,
    settings: Settings,
    first: Connected,
    run: FollowedRun,
    say: (line: string) => void,
  ): Promise<R> {
    const update = (state: S, notice: string | undefined): void => {
      const next = progressOf(state, notice)
      if (JSON.stringify(next) !== JSON.stringify(this.#progress)) this.#notify(next)
    }
    let connected = first
    try {
      const followed = await follow(
        what,
        settings,
        first,
        run,
        { update, say },
        this.#cancelling.signal,
        this.#leaving.signal,
      )
      connected = followed.connected
      return await reportOf(connected, run, followed.end)
    } finally {
      await disconnect(connected)
      this.#hasEnded = true
      this.#notify(this.#progress)
    }
  }

  #notify(progress: P | undefined): void {
    this.#progress = progress
    this.#changes.emit('change')
  }
}
