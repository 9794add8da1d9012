import {
  ApplicationFailure,
  CancellationScope,
  type ChildWorkflowHandle,
  condition,
  defineSignal,
  defineUpdate,
  isCancellation,
  patched,
  setHandler,
  type Workflow,
} from '@temporalio/workflow'
import type { FailureType } from '../contracts/failure-types.js'
import type { PauseState } from '../contracts/season-run.js'

/** Updates of the workflows of a season and of several. `pause` returns when no further request of the run can start. */
export const pauseUpdate = defineUpdate<PauseState>('pause')
export const resumeUpdate = defineUpdate<PauseState>('resume')

/**
 * Signal from the season's workflow to its datasets, and from a backfill to its seasons: true holds their fetches, false
 * lets them continue.
 */
export const holdSignal = defineSignal<[boolean]>('hold')

/**
 * Runs work that can be cancelled and started again. `hold(true)` cancels the work in progress and starts nothing new;
 * `hold(false)` starts it again. A fetch that was answered in between finds its answer in the archive.
 */
export class Holdable {
  #held: boolean
  readonly #open = new Set<CancellationScope>()

  constructor(held: boolean) {
    this.#held = held
  }

  get held(): boolean {
    return this.#held
  }

  hold(held: boolean): void {
    this.#held = held
    if (!held) return
    for (const scope of this.#open) scope.cancel()
    this.#open.clear()
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      if (this.#held) await condition(() => !this.#held)
      const scope = new CancellationScope()
      this.#open.add(scope)
      try {
        return await scope.run(work)
      } catch (error) {
        const cancelledByHold = scope.consideredCancelled && !CancellationScope.current().consideredCancelled
        if (!isCancellation(error) || !cancelledByHold) throw error
      } finally {
        this.#open.delete(scope)
      }
    }
  }
}

/** Writes the wish of a person to a record that every fetch reads before it sends its request. */
export type WritePaused = (paused: boolean, number: number | undefined) => Promise<void>

/** Handles the updates `pause` and `resume` of a run, and passes them on to its running children. */
export class PausableRun {
  readonly #writePaused: WritePaused
  readonly #onChange: (paused: boolean) => void
  readonly #open = new Map<string, ChildWorkflowHandle<Workflow>>()
  #paused: boolean
  #ended = false
  /** Number of the last command. */
  #number = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(writePaused: WritePaused, onChange: (paused: boolean) => void, paused = false) {
    this.#writePaused = writePaused
    this.#onChange = onChange
    this.#paused = paused
    const validator = (): void => {
      if (this.#ended)
        throw ApplicationFailure.nonRetryable(
          'the run is ending: all its requests have ended',
          'Ending' satisfies FailureType,
        )
    }
    setHandler(pauseUpdate, () => this.#set(true), { validator, description: 'start no further request' })
    setHandler(resumeUpdate, () => this.#set(false), { validator, description: 'start requests again' })
    setHandler(holdSignal, (held) => this.#hold(held), { description: 'the backfill was paused or resumed' })
  }

  get paused(): boolean {
    return this.#paused
  }

  /** Rejects updates from now on: all requests have ended. */
  end(): void {
    this.#ended = true
  }

  /** Waits for a child's end, and passes on to it the updates that arrive meanwhile. Returns its result. */
  async during<W extends Workflow>(
    name: string,
    child: ChildWorkflowHandle<W>,
    startedPaused: boolean,
  ): Promise<Awaited<ReturnType<typeof child.result>>> {
    this.#open.set(name, child)
    try {
      if (this.#paused !== startedPaused) await this.#signal(child)
      return await child.result()
    } finally {
      this.#open.delete(name)
    }
  }

  /** Follows the backfill that the run belongs to; one that has ended has nothing left to hold. */
  async #hold(held: boolean): Promise<void> {
    try {
      if (!this.#ended) await this.#set(held)
    } catch (error) {
      if (!isCancellation(error)) throw error
    }
  }

  async #set(paused: boolean): Promise<PauseState> {
    this.#paused = paused
    // Higher after a reset of the workflow, too.
    const number = Math.max(this.#number + 1, Date.now())
    this.#number = number
    if (patched('one-pause-at-a-time')) {
      this.#writing = this.#after(this.#writing, number)
      await this.#writing
    } else await this.#write(paused, undefined)
    return { paused, datasets: [...this.#open.keys()] }
  }

  /** Writes the present wish once the former one is written, unless a later one follows. */
  async #after(former: Promise<void>, number: number): Promise<void> {
    await former.catch(() => undefined) // who asked for it learns of its failure
    if (number === this.#number) await this.#write(this.#paused, number)
  }

  async #write(paused: boolean, number: number | undefined): Promise<void> {
    // The record comes first: every fetch reads it before it sends its request, so from here on none starts.
    await this.#writePaused(paused, number)
    await Promise.all([...this.#open.values()].map((child) => this.#signal(child)))
    this.#onChange(paused)
  }

  async #signal(child: ChildWorkflowHandle<Workflow>): Promise<void> {
    try {
      await child.signal(holdSignal, this.#paused)
    } catch (error) {
      if (isCancellation(error)) throw error
      // The child has just ended: it has nothing left to pause.
    }
  }
}
