import { Client, Connection, type WorkflowExecutionInfo } from '@temporalio/client'
import { SEARCH_ATTRIBUTES } from '../../src/contracts/namespace.js'
import { poll } from '../../src/system/poll.js'
import { number, whole } from '../medians.js'
import { actionsOf } from '../report/temporal-actions.js'
import type { BenchStack } from '../servers/stack.js'
import { sandboxStack } from './sandbox-stack.js'
import type { Scenario } from './scenario.js'

/** The price of Temporal: what a season's workflows leave in its histories, by request to the source. */
export const temporal: Scenario = {
  name: 'temporal',
  title: "Temporal's price",
  needsReplay: false,
  run: async (arena) => {
    const { scale, say } = arena
    const stack = await sandboxStack(arena)
    const season = scale.growth[0] ?? ''
    const { runId, requests, usage, seconds } = await stack.sync(
      season,
      scale.sandboxDatasets,
      '--source',
      'sandbox',
    )
    say(`${season}: ${number(seconds)} s`)
    const histories = await readHistories(stack.temporal, runId)
    await stack.remove()

    const cpu = usage.temporal?.cpuSeconds ?? NaN
    const count = (of: keyof History): number => histories.reduce((sum, history) => sum + history[of], 0)
    const row = (what: string, total: number, digits = 2): string[] => [
      what,
      whole(total),
      number(total / requests, digits),
    ]
    return {
      notes: [
        `One season of the made-up league (${scale.sandboxDatasets.join(', ')}): ${histories.length} workflow executions, ${whole(requests)} requests. Actions are counted as Temporal Cloud bills them: a start of a workflow, each attempt of an activity, a timer, an upsert of search attributes, a signal, an update; heartbeats, which leave no trace in a history, are not counted.`,
      ],
      tables: [
        {
          caption: 'By season and by request',
          headers: ['what', 'season', 'per request'],
          rows: [
            row('activities', count('activities')),
            row('workflow tasks', count('tasks')),
            row('events', count('events')),
            row('bytes of history', count('bytes'), 0),
            row('actions', count('actions')),
            [
              'CPU milliseconds of the development server',
              whole(cpu * 1000),
              number((cpu * 1000) / requests, 2),
            ],
          ],
        },
        {
          caption: 'The longest history',
          headers: ['events', 'bytes'],
          rows: [
            [
              whole(Math.max(...histories.map(({ events }) => events))),
              whole(Math.max(...histories.map(({ bytes }) => bytes))),
            ],
          ],
        },
      ],
      goals: [],
      skipped: [],
    }
  },
}

interface History {
  readonly events: number
  readonly bytes: number
  readonly activities: number
  readonly tasks: number
  readonly actions: number
}

/** The histories of all workflows of a run, once Temporal lists all of them as closed. */
async function readHistories(
  { address, namespace }: BenchStack['temporal'],
  runId: string,
): Promise<readonly History[]> {
  const connection = await Connection.connect({ address })
  try {
    const client = new Client({ connection, namespace })
    const executions = await poll(
      async () => {
        const found: WorkflowExecutionInfo[] = []
        const query = `${SEARCH_ATTRIBUTES.runId.name} = '${runId}'`
        for await (const execution of client.workflow.list({ query })) found.push(execution)
        const open = found.some(({ status }) => status.name === 'RUNNING')
        return open || found.length < 2 ? undefined : found
      },
      { everyMs: 200, timeoutMs: 30_000 },
    )
    if (executions === undefined) throw new Error(`Temporal does not list the workflows of run ${runId}`)
    return await Promise.all(
      executions.map(async (execution) => {
        const handle = client.workflow.getHandle(execution.workflowId, execution.runId)
        const [{ raw }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()])
        const all = events ?? []
        return {
          events: all.length,
          bytes: Number(raw.workflowExecutionInfo?.historySizeBytes ?? NaN),
          activities: all.filter((event) => event.activityTaskScheduledEventAttributes != null).length,
          tasks: all.filter((event) => event.workflowTaskCompletedEventAttributes != null).length,
          actions: all.reduce((sum, event) => sum + actionsOf(event), 0),
        }
      }),
    )
  } finally {
    await connection.close()
  }
}
