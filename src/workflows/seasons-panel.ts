import { setCurrentDetails } from '@temporalio/workflow'
import { COMMAND, type RunName } from '../contracts/next-step.js'
import {
  doneText,
  type SeasonState,
  type SeasonsSyncInput,
  type SeasonsSyncResult,
} from '../contracts/seasons-run.js'
import { HEADLINES, markdownTable, panel, plain } from './panel.js'

/** Panel of the Web UI for a backfill: how many seasons are done, and the state of those that run. */
export class SeasonsPanel {
  readonly #run: RunName
  readonly #total: number
  readonly #running = new Map<string, string>()
  readonly #counts: Record<string, number>
  #paused: boolean

  constructor({ source, seasons, counts, paused }: SeasonsSyncInput, runId: string) {
    this.#run = { source, runId }
    this.#total = seasons.length
    this.#counts = { ...counts }
    this.#paused = paused ?? false
    this.#show()
  }

  /** Seasons that have ended, by outcome. */
  get counts(): Readonly<Record<string, number>> {
    return this.#counts
  }

  started(season: string): void {
    this.#running.set(season, 'running')
    this.#show()
  }

  waits(season: string, state: string): void {
    this.#running.set(season, plain(state))
    this.#show()
  }

  ended(season: string, { outcome }: SeasonState): void {
    this.#running.delete(season)
    this.#counts[outcome] = (this.#counts[outcome] ?? 0) + 1
    this.#show()
  }

  paused(paused: boolean): void {
    this.#paused = paused
    this.#show()
  }

  #show(): void {
    setCurrentDetails(
      panel(
        this.#paused ? `**paused**: no request starts until \`${COMMAND.resume(this.#run)}\`` : '**running**',
        doneText(this.#counts, this.#total),
        this.#running.size === 0 ? '' : markdownTable(['season', 'state'], [...this.#running]),
        `What is done and what is next: \`${COMMAND.show(this.#run)}\``,
      ),
    )
  }
}

/** Outcome of a backfill with its cause, as Markdown for the Web UI. */
export function endOfSeasons(
  { outcome, cause, counts, backfillId }: SeasonsSyncResult,
  source: string,
): string {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return panel(
    HEADLINES[outcome],
    plain(cause ?? ''),
    doneText(counts, total),
    `\`${COMMAND.show({ runId: backfillId, source })}\``,
  )
}
