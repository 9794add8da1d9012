import type { History } from '@temporalio/common/lib/proto-utils.js'

type Event = NonNullable<History['events']>[number]

/**
 * Billed actions of an event, by https://docs.temporal.io/cloud/actions: the attempts of an activity are counted where
 * the last one starts. Starting a child is billed as the child's start; the search attribute of patches is free.
 */
export function actionsOf(event: Event): number {
  const { activityTaskStartedEventAttributes: started } = event
  if (started != null) return started.attempt ?? 1
  const attributes =
    event.upsertWorkflowSearchAttributesEventAttributes?.searchAttributes?.indexedFields ?? undefined
  if (attributes !== undefined)
    return Object.keys(attributes).every((name) => name === 'TemporalChangeVersion') ? 0 : 1
  const single = [
    event.workflowExecutionStartedEventAttributes,
    event.timerStartedEventAttributes,
    event.workflowExecutionSignaledEventAttributes,
    event.workflowExecutionUpdateAcceptedEventAttributes,
  ]
  return single.some((found) => found != null) ? 1 : 0
}
