import type { WorkflowHandle } from '@temporalio/client'
import { defaultPayloadConverter } from '@temporalio/common'

/** The summaries of a workflow's activities, as the Web UI shows them. */
export async function summariesOf(handle: WorkflowHandle): Promise<string[]> {
  const { events } = await handle.fetchHistory()
  return (events ?? []).flatMap((event) => {
    const summary = event.activityTaskScheduledEventAttributes && event.userMetadata?.summary
    return summary ? [defaultPayloadConverter.fromPayload<string>(summary)] : []
  })
}

/** The details of a workflow at this moment, as the Web UI shows them. */
export async function detailsNow(handle: WorkflowHandle): Promise<string> {
  const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata')
  return currentDetails
}
