import type { Client, WorkflowExecutionDescription } from '@temporalio/client'
import { ifKnown } from '../contracts/if-known.js'

/**
 * The present execution of a run's workflow; after a reset that is a later one of the same chain. Undefined if Temporal
 * does not know the run.
 */
export async function presentExecution(
  client: Client,
  { workflowId, runId }: { readonly workflowId: string; readonly runId: string },
): Promise<WorkflowExecutionDescription | undefined> {
  const latest = await ifKnown(client.workflow.getHandle(workflowId).describe())
  if (latest?.raw.workflowExecutionInfo?.firstRunId === runId) return latest
  return ifKnown(client.workflow.getHandle(workflowId, runId).describe())
}
