import {
  type Client,
  type Workflow,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client'
import { WorkflowIdConflictPolicy } from '@temporalio/common'
import { ifKnown } from '../contracts/if-known.js'
import type { UserError } from '../errors.js'

/** What a command does where the workflow that it would start is running already. */
export type IfRunning = 'refuse' | 'join'

/** A workflow that was started; `joined`: it was running already, so it belongs to somebody else. */
export type StartedHandle<T extends Workflow> = WorkflowHandleWithFirstExecutionRunId<T> & {
  readonly joined: boolean
}

/**
 * Starts a workflow, or joins the one that is running with its id. Throws what `refusal` makes of the run id of the
 * running one where it may not be joined; 'latest' where that has ended meanwhile.
 */
export async function startOrJoin<T extends Workflow>(
  client: Client,
  workflowId: string,
  start: (
    workflowIdConflictPolicy: WorkflowIdConflictPolicy,
  ) => Promise<WorkflowHandleWithFirstExecutionRunId<T>>,
  ifRunning: IfRunning,
  refusal: (runId: string) => UserError,
): Promise<StartedHandle<T>> {
  try {
    return Object.assign(await start(WorkflowIdConflictPolicy.FAIL), { joined: false })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
    if (ifRunning === 'join')
      return Object.assign(await start(WorkflowIdConflictPolicy.USE_EXISTING), { joined: true })
    const running = await ifKnown(client.workflow.getHandle(workflowId).describe())
    throw refusal(running?.raw.workflowExecutionInfo?.firstRunId || 'latest')
  }
}
