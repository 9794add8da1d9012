import type { Client, WorkflowExecutionDescription } from '@temporalio/client'
import { isOfTemporal } from '../connect/temporal.js'
import { FAILURE_TYPES, isFailureType } from '../contracts/failure-types.js'
import { ifKnown } from '../contracts/if-known.js'
import { COMMAND } from '../contracts/next-step.js'
import { messageOf } from '../errors.js'
import { presentExecution } from './present-execution.js'

/** A step of a running sync that fails and is tried again; of several at once, such as fetches, the one that was tried most. */
export interface FailingTry {
  /** Dataset as in the workflow's id, 'team-game-logs'; null: a step of the run as a whole. */
  readonly dataset: string | null
  /** The activity: plan, transform, upsert, …; or the workflow: seasonsSync, … */
  readonly step: string
  /** The number of the present or next try. */
  readonly attempt: number
  /** What the last try failed with. */
  readonly failure: string
}

/** What a worker fails with where its build lacks a workflow, or an activity, that this build has. */
const OF_ANOTHER_BUILD =
  /no such function is exported by the workflow bundle|is not registered on this Worker/

/** The failure of a step in words for a person. */
const failureText = (failure: string): string =>
  OF_ANOTHER_BUILD.test(failure)
    ? `a worker of an earlier build does not know it; stop such workers and start them anew with: ${COMMAND.worker} (that of the embedded stack is stopped by: ${COMMAND.down})`
    : failure

/**
 * The steps of a running sync that fail again and again, by Temporal's account. Not among them are requests: the source's
 * failures are in Postgres, and a wait is no failure. Empty if Temporal does not answer.
 */
export async function failingTries(
  client: Client,
  run: { readonly workflowId: string; readonly runId: string },
): Promise<readonly FailingTry[]> {
  try {
    const season = await presentExecution(client, run)
    if (season === undefined) return []
    const children = await Promise.all(
      (season.raw.pendingChildren ?? []).map(({ workflowId, runId }) =>
        ifKnown(client.workflow.getHandle(workflowId ?? '', runId ?? undefined).describe()),
      ),
    )
    return [
      ...(await taskOf(client, season)),
      ...triesOf(season, null),
      ...children.flatMap((child) =>
        child === undefined ? [] : triesOf(child, child.workflowId.split('/').at(-1) ?? null),
      ),
    ]
  } catch (error) {
    if (!isOfTemporal(error)) throw error
    return [] // whoever follows the run says that Temporal does not answer
  }
}

/** Events from the last one, among which the failure of a workflow task stands that is tried again. */
const LAST_EVENTS = 5

/** The workflow itself, where its worker fails at it. */
async function taskOf(
  client: Client,
  { raw, type, workflowId, runId }: WorkflowExecutionDescription,
): Promise<readonly FailingTry[]> {
  const attempt = raw.pendingWorkflowTask?.attempt ?? 1
  if (attempt < 2) return []
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: LAST_EVENTS,
  })
  const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes)
  const failure = failed?.workflowTaskFailedEventAttributes?.failure?.message
  return failure ? [{ dataset: null, step: type, attempt, failure: failureText(messageOf(failure)) }] : []
}

/** The steps of a workflow that fail. */
function triesOf({ raw }: WorkflowExecutionDescription, dataset: string | null): readonly FailingTry[] {
  const tries = (raw.pendingActivities ?? []).flatMap(({ activityType, attempt, lastFailure }) => {
    const type = lastFailure?.applicationFailureInfo?.type ?? ''
    const waits = isFailureType(type) && FAILURE_TYPES[type].retried !== 'never'
    if (!lastFailure || waits) return []
    return [
      {
        dataset,
        step: activityType?.name ?? 'a step',
        attempt: attempt ?? 1,
        failure: failureText(messageOf(lastFailure.message ?? 'it failed')),
      },
    ]
  })
  return eachStepOnce(tries)
}

/** Of the tries of each step the one that failed most often. */
export function eachStepOnce(tries: readonly FailingTry[]): readonly FailingTry[] {
  const most = tries.toSorted((one, other) => one.attempt - other.attempt)
  return [...new Map(most.map((each) => [each.step, each])).values()]
}

/** 'upsert of team-game-logs is tried for the 7th time: canceling statement due to statement timeout' */
export const trySentence = ({ dataset, step, attempt, failure }: FailingTry): string =>
  `${step}${dataset === null ? '' : ` of ${dataset.replaceAll('-', '_')}`} is tried for the ${ordinal(attempt)} time: ${failure}`

/** 1 -> '1st', 12 -> '12th', 23 -> '23rd' */
function ordinal(n: number): string {
  const ending = new Intl.PluralRules('en', { type: 'ordinal' }).select(n)
  return `${n}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[ending]}`
}
