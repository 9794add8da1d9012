import { setCurrentDetails } from '@temporalio/workflow'
import type { DatasetSyncResult } from '../contracts/dataset-run.js'
import { COMMAND, type RunName } from '../contracts/next-step.js'
import type { DatasetStep } from '../contracts/season-run.js'
import { markdownTable, panel, plain } from './panel.js'

/** Panel of the Web UI for a running season: the state of each dataset, and whether the run is paused. */
export class RunPanel {
  readonly #run: RunName
  readonly #states: Map<string, string>
  #paused = false

  constructor(steps: readonly DatasetStep[], run: RunName) {
    this.#run = run
    this.#states = new Map(
      steps.map(({ name, after }) => [
        name,
        after.length === 0 ? 'starting' : `waits for ${after.join(', ')}`,
      ]),
    )
    this.#show()
  }

  started(dataset: string): void {
    this.#set(dataset, 'running')
  }

  finished(dataset: string, { requests, failed }: DatasetSyncResult): void {
    const all = `${requests} ${requests === 1 ? 'request' : 'requests'}`
    this.#set(dataset, failed === 0 ? `done, ${all}` : `done, ${failed} of ${all} given up`)
  }

  failed(dataset: string, cause: string): void {
    this.#set(dataset, `failed: ${plain(cause)}`)
  }

  paused(paused: boolean): void {
    this.#paused = paused
    this.#show()
  }

  /** All datasets have ended; the run verifies them now. */
  verifying(): void {
    setCurrentDetails(panel('**verifying**', this.#table()))
  }

  #set(dataset: string, state: string): void {
    this.#states.set(dataset, state)
    this.#show()
  }

  #show(): void {
    const state = this.#paused
      ? `**paused**: no request starts until \`${COMMAND.resume(this.#run)}\``
      : "**running**: each dataset's workflow (Relationships) has its numbers under User Metadata"
    setCurrentDetails(panel(state, this.#table(), `The numbers so far: \`${COMMAND.show(this.#run)}\``))
  }

  #table(): string {
    return markdownTable(['dataset', 'state'], [...this.#states])
  }
}
