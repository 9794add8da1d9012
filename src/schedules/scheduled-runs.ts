import { type Client, type WorkflowExecutionDescription, WorkflowFailedError } from '@temporalio/client'
import { z } from 'zod'
import { ifKnown } from '../contracts/if-known.js'
import { scheduleTrigger } from '../contracts/names.js'
import { SCHEDULED_START, SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import type { Outcome } from '../contracts/outcome.js'
import { endInFailure, type SyncEnd } from '../contracts/run-end.js'
import { innermostCause, messageOf } from '../errors.js'
import type { PrismaClient } from '../generated/prisma/client.js'
import type { Schedule } from './schedules.js'

/** A due time of a schedule, with the run that it started or joined. */
export interface ScheduledRun {
  /** Null for runs that only Postgres still has. */
  readonly dueAt: Date | null
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** The season's run in `sync_runs`, or the backfill in `backfills`; null while it waits for another run, or if it never started one. */
  readonly runId: string | null
  /** True if another trigger started the season's run, and this scheduled run waited for its end. */
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

/** Number of runs that are read from Postgres: as many as Temporal lists for a schedule. */
const RECORDED_RUNS = 10

/** The runs of the latest due times, newest first: those that Temporal knows, and older ones from Postgres. */
export async function scheduledRuns(
  client: Client,
  prisma: PrismaClient,
  schedule: Pick<Schedule, 'name' | 'workflows'>,
): Promise<readonly ScheduledRun[]> {
  const own = await recordedRuns(prisma, schedule.name)
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
    ...own.filter(({ runId }) => !known.some((run) => run.runId === runId)).map(fromRecord),
  ]
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .slice(0, Math.max(RECORDED_RUNS, known.length))
}

/** The runs and backfills that a schedule has started, newest first of each. */
async function recordedRuns(prisma: PrismaClient, schedule: string): Promise<readonly Recorded[]> {
  const latest = {
    where: { trigger: scheduleTrigger(schedule) },
    orderBy: { startedAt: 'desc' },
    take: RECORDED_RUNS,
  } as const
  const [runs, backfills] = await Promise.all([
    prisma.syncRun.findMany(latest),
    prisma.backfill.findMany(latest),
  ])
  return [...runs, ...backfills.map(({ backfillId: runId, ...backfill }) => ({ ...backfill, runId }))]
}

/** The outcome of the newest due time, without asking Postgres; undefined before the first. */
export async function latestOutcome(client: Client, { workflows }: Schedule): Promise<Outcome | undefined> {
  const latest = workflows.at(-1)
  return latest && (await describeRun(client, latest))?.outcome
}

/** The season's run in the memo of a scheduled run; see ScheduledSyncMemo. */
const memoShape = z.object({ runId: z.string(), joined: z.boolean() })
const outcomeShape = z.enum(['succeeded', 'partial', 'failed', 'cancelled'])

/** A run by Temporal's account alone; undefined once Temporal has forgotten the workflow. */
const describeRun = (
  client: Client,
  workflow: Schedule['workflows'][number],
): Promise<ScheduledRun | undefined> => ifKnown(readWorkflow(client, workflow))

async function readWorkflow(
  client: Client,
  { workflowId, firstExecutionRunId }: Schedule['workflows'][number],
): Promise<ScheduledRun> {
  const handle = client.workflow.getHandle(workflowId, firstExecutionRunId)
  const workflow = await handle.describe()
  const memo = memoShape.safeParse(workflow.memo)
  return {
    dueAt: workflow.typedSearchAttributes.get(SCHEDULED_START) ?? null,
    startedAt: workflow.startTime,
    endedAt: workflow.closeTime ?? null,
    runId: memo.success ? memo.data.runId : null,
    joined: memo.success && memo.data.joined,
    ...(await endOfWorkflow(workflow, () => handle.result())),
    workflow: { workflowId, runId: firstExecutionRunId, status: workflow.status.name },
  }
}

const ENDED_FROM_OUTSIDE: Readonly<Record<string, string>> = {
  TERMINATED: 'the scheduled run was terminated from outside',
  TIMED_OUT: 'the scheduled run timed out in Temporal',
}

/** The end of a scheduled run, or that it is running; a run that is not whole reports its end in its failure. */
async function endOfWorkflow(
  { status, typedSearchAttributes }: WorkflowExecutionDescription,
  result: () => Promise<unknown>,
): Promise<Pick<ScheduledRun, 'outcome' | 'cause'>> {
  switch (status.name) {
    case 'RUNNING':
      return { outcome: 'running', cause: null }
    case 'CANCELLED':
      return { outcome: 'cancelled', cause: null }
    case 'COMPLETED':
      return {
        outcome: outcomeShape.parse(typedSearchAttributes.get(SEARCH_ATTRIBUTES.outcome)),
        cause: null,
      }
    case 'FAILED':
      return await endOfFailed(result)
    default:
      return { outcome: 'failed', cause: ENDED_FROM_OUTSIDE[status.name] ?? null }
  }
}

async function endOfFailed(result: () => Promise<unknown>): Promise<SyncEnd> {
  try {
    await result()
    return { outcome: 'failed', cause: null }
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error
    return endInFailure(error) ?? { outcome: 'failed', cause: messageOf(innermostCause(error)) }
  }
}

/** A scheduled run that was ended from outside leaves its season's run running, so the end of the season's run counts. */
function withRecord(run: ScheduledRun, record: Recorded | undefined): ScheduledRun {
  const own = record !== undefined && !run.joined && run.outcome !== 'running' && record.endedAt !== null
  if (!own) return run
  const { outcome, cause, endedAt } = fromRecord(record)
  return { ...run, outcome, cause, endedAt }
}

function fromRecord(record: Recorded): ScheduledRun {
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
