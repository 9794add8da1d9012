import { type Client, type WorkflowExecutionDescription, WorkflowFailedError } from '@temporalio/client'
import { z } from 'zod'
import { ifKnown } from '../contracts/if-known.js'
import { SCHEDULED_START, SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import type { Outcome } from '../contracts/outcome.js'
import { innermostCause, messageOf } from '../errors.js'
import type { PrismaClient } from '../generated/prisma/client.js'
import type { Schedule } from './schedules.js'

/** One due time of a schedule and what became of it. */
export interface ScheduledRun {
  /** Null for runs that only Postgres remembers. */
  readonly dueAt: Date | null
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** The season's run in `sync_runs`; null while it waits its turn, or where it never came to one. */
  readonly runId: string | null
  /** The run was another's, whose end this one waited for. */
  readonly joined: boolean
  readonly outcome: Outcome
  readonly cause: string | null
  /** Temporal's account of the workflow that the schedule started; null once Temporal has forgotten it. */
  readonly workflow: { readonly workflowId: string; readonly runId: string; readonly status: string } | null
}

/** A season's run as recorded. */
interface Recorded {
  readonly runId: string
  readonly outcome: string
  readonly cause: string | null
  readonly startedAt: Date
  readonly endedAt: Date | null
}

/** How many of Postgres' runs are read: as many as Temporal tells of a schedule. */
const REMEMBERED = 10

/** What became of the latest due times, newest first: what Temporal knows, and older runs that Postgres remembers. */
export async function scheduledRuns(
  client: Client,
  prisma: PrismaClient,
  schedule: Pick<Schedule, 'name' | 'workflows'>,
): Promise<readonly ScheduledRun[]> {
  const own: readonly Recorded[] = await prisma.syncRun.findMany({
    where: { trigger: `schedule:${schedule.name}` },
    orderBy: { startedAt: 'desc' },
    take: REMEMBERED,
  })
  const started = await Promise.all(schedule.workflows.map((workflow) => describeRun(client, workflow)))
  const known = started.flatMap((run) => run ?? [])
  const joined = known.flatMap(({ runId }) =>
    runId === null || own.some((run) => run.runId === runId) ? [] : [runId],
  )
  const others: readonly Recorded[] =
    joined.length === 0 ? [] : await prisma.syncRun.findMany({ where: { runId: { in: joined } } })
  const recorded = new Map([...own, ...others].map((run) => [run.runId, run]))
  return [
    ...known.map((run) => withRecord(run, recorded.get(run.runId ?? ''))),
    ...own.filter(({ runId }) => !known.some((run) => run.runId === runId)).map(remembered),
  ]
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .slice(0, Math.max(REMEMBERED, known.length))
}

/** The outcome of the newest due time, without asking Postgres; undefined before the first. */
export async function latestOutcome(client: Client, { workflows }: Schedule): Promise<Outcome | undefined> {
  const latest = workflows.at(-1)
  return latest && (await describeRun(client, latest))?.outcome
}

/** What a scheduled run remembers of the season's run; see ScheduledSyncMemo. */
const memoShape = z.object({ runId: z.string(), joined: z.boolean() })
const outcomeShape = z.enum(['succeeded', 'partial', 'failed', 'cancelled'])

/** Temporal's account alone; undefined when it has forgotten the workflow. */
const describeRun = (
  client: Client,
  workflow: Schedule['workflows'][number],
): Promise<ScheduledRun | undefined> => ifKnown(accountOf(client, workflow))

async function accountOf(
  client: Client,
  { workflowId, firstExecutionRunId }: Schedule['workflows'][number],
): Promise<ScheduledRun> {
  const handle = client.workflow.getHandle(workflowId, firstExecutionRunId)
  const workflow = await handle.describe()
  const memo = memoShape.safeParse(workflow.memo)
  const failed = workflow.status.name === 'FAILED'
  return {
    dueAt: workflow.typedSearchAttributes.get(SCHEDULED_START) ?? null,
    startedAt: workflow.startTime,
    endedAt: workflow.closeTime ?? null,
    runId: memo.success ? memo.data.runId : null,
    joined: memo.success && memo.data.joined,
    outcome: outcomeOf(workflow),
    cause: failed ? await causeOf(() => handle.result()) : (ENDED_FROM_OUTSIDE[workflow.status.name] ?? null),
    workflow: { workflowId, runId: firstExecutionRunId, status: workflow.status.name },
  }
}

const ENDED_FROM_OUTSIDE: Readonly<Record<string, string>> = {
  TERMINATED: 'the scheduled run was terminated from outside',
  TIMED_OUT: 'the scheduled run timed out in Temporal',
}

function outcomeOf({ status, typedSearchAttributes }: WorkflowExecutionDescription): Outcome {
  switch (status.name) {
    case 'RUNNING':
      return 'running'
    case 'CANCELLED':
      return 'cancelled'
    case 'COMPLETED':
      return outcomeShape.parse(typedSearchAttributes.get(SEARCH_ATTRIBUTES.outcome))
    default:
      return 'failed'
  }
}

async function causeOf(result: () => Promise<unknown>): Promise<string | null> {
  try {
    await result()
    return null
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error
    return messageOf(innermostCause(error))
  }
}

/** A run that was ended from outside left its season's run to itself: then that one's own end counts. */
function withRecord(run: ScheduledRun, record: Recorded | undefined): ScheduledRun {
  const own = record !== undefined && !run.joined && run.outcome !== 'running' && record.endedAt !== null
  if (!own) return run
  const { outcome, cause, endedAt } = remembered(record)
  return { ...run, outcome, cause, endedAt }
}

function remembered(record: Recorded): ScheduledRun {
  const outcome = outcomeShape.safeParse(record.outcome)
  return {
    dueAt: null,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    runId: record.runId,
    joined: false,
    outcome: outcome.success ? outcome.data : 'running',
    cause: record.cause,
    workflow: null,
  }
}
