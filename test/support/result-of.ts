import { WorkflowFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'

/** The result of a workflow, also if its run was partial: the details of its failure then. Throws any other failure. */
export async function resultOf<R>(handle: { result(): Promise<R> }): Promise<R> {
  try {
    return await handle.result()
  } catch (error) {
    const failure = error instanceof WorkflowFailedError ? error.cause : undefined
    if (!(failure instanceof ApplicationFailure) || failure.type !== 'Partial') throw error
    const [result] = failure.details ?? []
    return result as R
  }
}
