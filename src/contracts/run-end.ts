import { ApplicationFailure } from '@temporalio/common'
import { withoutAddresses } from '../text/without-addresses.js'
import type { FailureType } from './failure-types.js'
import type { Outcome } from './outcome.js'

/** Outcome of a season's run, with its cause. */
export interface SyncEnd {
  readonly outcome: Exclude<Outcome, 'running'>
  readonly cause: string | null
}

/** The type of the failure that closes the workflow of a run that is not whole, by the run's outcome. */
const TYPES = { partial: 'Partial', failed: 'SyncFailed' } as const satisfies Record<string, FailureType>
type NotWhole = keyof typeof TYPES

const isNotWhole = (outcome: Outcome): outcome is NotWhole => Object.hasOwn(TYPES, outcome)

/**
 * The failure that closes a workflow with this result, which becomes its details; undefined for a result that completes
 * the workflow. `partialFails` is false for workflows that began when a partial run still completed its workflow.
 * `next` names a person's next command: the message is what the Web UI shows first of a failed workflow.
 */
export function failureOf(
  result: { readonly outcome: Outcome; readonly cause: string | null },
  partialFails: boolean,
  next?: string,
): ApplicationFailure | undefined {
  const { outcome, cause } = result
  if (!isNotWhole(outcome) || (outcome === 'partial' && !partialFails)) return undefined
  return ApplicationFailure.create({
    type: TYPES[outcome],
    message: sentences(withoutAddresses(cause ?? `the sync is ${outcome}`), next),
    nonRetryable: true,
    details: [result],
  })
}

/**
 * The end that a failure of a workflow, or of a child workflow, reports by its type and its details. Undefined if it is
 * not the end of a run, as for a workflow that was terminated.
 */
export function endInFailure(error: unknown): SyncEnd | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const failure = each instanceof ApplicationFailure ? each : undefined
    const outcome = (['partial', 'failed'] as const).find((one) => TYPES[one] === failure?.type)
    if (failure !== undefined && outcome !== undefined)
      return { outcome, cause: causeIn(failure.details?.[0]) ?? failure.message }
  }
  return undefined
}

/** The end of a run whose workflow completed with this result. */
export const endOf = ({
  outcome,
  cause,
}: {
  readonly outcome: Outcome
  readonly cause: string | null
}): SyncEnd => ({
  outcome: outcome === 'running' ? 'succeeded' : outcome,
  cause,
})

/** 'games: 1 missing', 'See: x.' -> 'games: 1 missing. See: x.' */
const sentences = (cause: string, next: string | undefined): string =>
  next === undefined ? cause : `${cause}${/[.!?]\)?$/.test(cause) ? '' : '.'} ${next}`

/** The cause in a result that was decoded from a failure's details, whose shape nothing guarantees. */
const causeIn = (result: unknown): string | undefined =>
  typeof result === 'object' && result !== null && 'cause' in result && typeof result.cause === 'string'
    ? result.cause
    : undefined
