import { COMMAND } from '../contracts/next-step.js'
import type { SchemaState } from '../store/database/migrations.js'
import type { Queue } from './queue-state.js'

/** What a probe asks: whether a sync that started now would get on. */
export type Health = 'works' | 'broken' | 'waits' | 'stopped'

/** The part of `status` that the check looks at. */
export interface ProbedStatus {
  readonly databaseUrl: string | null
  readonly problem: string | null
  readonly schema: Pick<SchemaState, 'current'> | null
  readonly temporalAddress: string | null
  readonly temporalReachable: boolean | null
  readonly temporalProblem: string | null
  readonly workers: readonly unknown[]
  readonly unserved: readonly string[]
  readonly failing: readonly string[]
  readonly leftBehind: readonly string[]
  readonly queues: readonly Pick<Queue, 'way' | 'state' | 'holdReason'>[]
}

/** The state of everything that runs, with a sentence for each reason that it is not `works`. */
export function healthOf(status: ProbedStatus): {
  readonly health: Health
  readonly reasons: readonly string[]
} {
  const broken = brokenParts(status)
  if (broken.length > 0) return { health: 'broken', reasons: broken }
  if (status.databaseUrl === null)
    return { health: 'stopped', reasons: [`Nothing runs; a sync starts it, or: ${COMMAND.up}`] }
  const waits = [
    ...status.queues.flatMap(({ way, state, holdReason }) =>
      state === 'open' ? [] : [`Requests to ${way} wait: ${holdReason ?? 'it is on hold'}`],
    ),
    ...status.failing,
  ]
  return { health: waits.length === 0 ? 'works' : 'waits', reasons: waits }
}

function brokenParts(status: ProbedStatus): string[] {
  const { problem, schema, temporalProblem, temporalReachable, workers, unserved, leftBehind } = status
  // Only a configured Temporal has to have a worker at all times: the embedded one is started with a worker.
  const noWorker =
    temporalReachable === true && problem === null && schema?.current === true && workers.length === 0
  return [
    ...(problem === null ? [] : [problem]),
    ...(schema === null || schema.current ? [] : [`The tables are not up to date; run: ${COMMAND.migrate}`]),
    ...(temporalProblem === null ? [] : [temporalProblem]),
    ...(noWorker ? [`No worker is connected; start one with: ${COMMAND.worker}`] : []),
    ...unserved.map((queue) => `No worker serves the task queue ${queue}`),
    ...(leftBehind.length === 0
      ? []
      : [`${leftBehind.join(', ')} still run without their supervisor; end them with: ${COMMAND.down}`]),
  ]
}
