import { WorkflowNotFoundError } from '@temporalio/common'

/**
 * What Temporal says of a workflow; undefined where it does not know the workflow, or no longer.
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
