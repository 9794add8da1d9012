import { Context } from '@temporalio/activity'

/**
 * Whether the season's workflow that called this activity continues a run after a reset in Temporal. A run has the id
 * of its workflow's first execution; each reset begins another execution.
 */
export const wasReset = (runId: string): boolean => Context.current().info.workflowExecution?.runId !== runId
