import { WorkflowNotFoundError } from '@temporalio/common'

/**
 * Temporal's answer about a workflow; undefined if Temporal does not know the workflow, or has already deleted it.
 *
 *     const workflow = await ifKnown(client.workflow.getHandle(workflowId).describe())
 */
export async function ifKnown<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined
    throw error
  }
}
