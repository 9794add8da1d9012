import type pg from 'pg'
import { isSource } from '../contracts/source-names.js'
import { findDataset } from '../datasets/catalogue.js'
import { easternToday, seasonTypeOf } from '../season/season.js'
import { urgencyOf } from '../season/urgency.js'
import { waysIn, type Settings } from '../settings.js'
import { budgetInForce } from '../store/pace/source-state.js'
import { secondsFor } from '../store/pace/seconds-for.js'
import type { RunRecord, StepProgress } from '../store/runs/history.js'
import { Estimate, storedAnswers } from './estimate.js'

/** What a running sync has yet to ask. */
export interface TimeLeft {
  /** Requests without an answer, of datasets that have not begun about as many as they will ask. */
  readonly requests: number
  /** By pace and budget. */
  readonly seconds: number
}

/** What a running sync has yet to ask, and how long that takes; undefined for one that has ended or asks nothing. */
export async function timeLeft(
  settings: Settings,
  pool: pg.Pool,
  run: RunRecord,
  steps: readonly StepProgress[],
): Promise<TimeLeft | undefined> {
  const { source } = run
  if (run.outcome !== 'running' || run.trigger === 'rebuild' || !isSource(source)) return undefined
  const today = easternToday(settings.today)
  const planned = steps.reduce((sum, { requests, answered }) => sum + requests - answered, 0)
  const waiting = steps.filter(
    ({ startedAt, name }) => startedAt === null && findDataset(source, name) !== undefined,
  )
  // What a retry asks again is known only once it is planned.
  const expected =
    waiting.length === 0 || run.retryOf !== null ? 0 : await expectedOf(pool, today, run, source, waiting)
  const requests = planned + expected
  const { pace, budget } = settings[source]
  return {
    requests,
    seconds: secondsFor(
      requests,
      run.pace ?? pace,
      await budgetInForce(pool, source, budget),
      urgencyOf(run, today),
      waysIn(settings, source),
    ),
  }
}

/** The requests of datasets that have not begun. */
async function expectedOf(
  pool: pg.Pool,
  today: string,
  run: RunRecord,
  source: Parameters<typeof storedAnswers>[1],
  waiting: readonly StepProgress[],
): Promise<number> {
  const scope = { season: run.season, seasonType: seasonTypeOf(run.seasonType) }
  const request = {
    only: run.datasets,
    recheck: run.recheckDays ?? ('all' as const),
    ...(run.narrow !== null && { narrow: run.narrow }),
  }
  const stored = await storedAnswers(pool, source, today, request, [scope])
  const byDataset = await new Estimate(source, today, stored).requests(scope, request)
  return waiting.reduce((sum, { name }) => sum + (byDataset.get(name) ?? 0), 0)
}
