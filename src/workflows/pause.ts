import {
  ApplicationFailure,
  CancellationScope,
  type ChildWorkflowHandle,
  condition,
  defineSignal,
  defineUpdate,
  isCancellation,
  setHandler,
  type Workflow,
} from '@temporalio/workflow'
import type { RequestRef } from '../contracts/dataset-run.js'
import type { FailureType } from '../contracts/failure-types.js'
import type { PauseState } from '../contracts/season-run.js'
import { record } from './activities.js'

/** Updates of the season's workflow: they answer when no further request of the run can start. */
export const pauseUpdate = defineUpdate<PauseState>('pause')
export const resumeUpdate = defineUpdate<PauseState>('resume')

/** From the season's workflow to its datasets: true holds, false lets go on. */
export const holdSignal = defineSignal<[boolean]>('hold')

/**
 * Work that can be taken back and begun again: while held, what is under way is cancelled and nothing new starts.
 * A fetch that was answered meanwhile is archived, and found when it begins again.
 */
export class Holdable {
  #held: boolean
  #scope = new CancellationScope()

  constructor(held: boolean) {
    this.#held = held
  }

  get held(): boolean {
    return this.#held
  }

  hold(held: boolean): void {
    this.#held = held
    if (!held) return
    this.#scope.cancel()
    this.#scope = new CancellationScope()
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      if (this.#held) await condition(() => !this.#held)
      const scope = this.#scope
      try {
        return await scope.run(work)
      } catch (error) {
        const takenBack = scope.consideredCancelled && !CancellationScope.current().consideredCancelled
        if (!isCancellation(error) || !takenBack) throw error
      }
    }
  }
}

/** A season's run that can be paused and resumed by update, with the datasets that are under way. */
export class PausableRun {
  readonly #run: Pick<RequestRef, 'source' | 'runId'>
  readonly #onChange: (paused: boolean) => void
  readonly #open = new Map<string, ChildWorkflowHandle<Workflow>>()
  #paused = false
  #ended = false

  constructor(run: Pick<RequestRef, 'source' | 'runId'>, onChange: (paused: boolean) => void) {
    this.#run = run
    this.#onChange = onChange
    const validator = (): void => {
      if (this.#ended)
        throw ApplicationFailure.nonRetryable(
          'the run is ending: all its requests are through',
          'Ending' satisfies FailureType,
        )
    }
    setHandler(pauseUpdate, () => this.#set(true), { validator, description: 'start no further request' })
    setHandler(resumeUpdate, () => this.#set(false), { validator, description: 'go on asking' })
  }

  get paused(): boolean {
    return this.#paused
  }

  /** From now on there is nothing to pause. */
  end(): void {
    this.#ended = true
  }

  /** Waits for a dataset's end, and passes on to it what is asked meanwhile. */
  async during(dataset: string, child: ChildWorkflowHandle<Workflow>, startedPaused: boolean): Promise<void> {
    this.#open.set(dataset, child)
    try {
      if (this.#paused !== startedPaused) await this.#tell(child)
      await child.result()
    } finally {
      this.#open.delete(dataset)
    }
  }

  async #set(paused: boolean): Promise<PauseState> {
    this.#paused = paused
    // First the mark at which every fetch looks before it asks: when that is there, nothing starts any more.
    await record.setPaused.executeWithOptions({ summary: paused ? 'pause the run' : 'resume the run' }, [
      this.#run,
      paused,
    ])
    await Promise.all([...this.#open.values()].map((child) => this.#tell(child)))
    this.#onChange(paused)
    return { paused, datasets: [...this.#open.keys()] }
  }

  async #tell(child: ChildWorkflowHandle<Workflow>): Promise<void> {
    try {
      await child.signal(holdSignal, this.#paused)
    } catch (error) {
      if (isCancellation(error)) throw error
      // It has just ended: nothing is left of it to pause.
    }
  }
}
