import type { Client, WorkflowExecutionDescription } from '@temporalio/client'
import { clusterIdOf, isOfAnother } from '../contracts/cluster.js'
import { ifKnown } from '../contracts/if-known.js'
import { seasonWorkflowId } from '../contracts/names.js'
import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { slugOf } from '../season/season.js'
import { asSeason } from '../season/spelling.js'
import { seasonsTitle } from '../season/seasons-title.js'
import type { Settings } from '../settings.js'
import { readBackfill, seasonLines, type BackfillRecord } from '../store/runs/backfill-history.js'
import { readRun } from '../store/runs/history.js'
import { printable } from '../text/printable.js'
import type { OpenRun } from './control.js'
import { reconciledBackfill } from './find-backfill.js'
import { reconciledRun } from './find-run.js'
import type { Connected } from './follow.js'
import { presentExecution } from './present-execution.js'

/** A running sync or backfill that a command may cancel, pause or resume. */
export interface NamedRun extends OpenRun {
  readonly source: SourceName
  readonly kind: 'sync' | 'backfill'
  /** `2018-19 Regular Season`, `1946-47..2025-26 Regular Season` */
  readonly title: string
  /** False: this database has no record of it, because it was restored from before the run. */
  readonly recorded: boolean
}

/**
 * The running sync that a person names: by what the database knows (a run id, its beginning, `latest`), by its season, by
 * the id of its workflow, or by a run id that Temporal alone knows. Throws a UserError if it has ended or there is none.
 */
export async function openRunByName(
  settings: Settings,
  { session, client }: Connected,
  name: string,
  source: SourceName,
): Promise<NamedRun> {
  const workflowId = workflowIdOf(name, source)
  if (workflowId !== undefined) {
    const workflow = await ifKnown(client.workflow.getHandle(workflowId).describe())
    if (workflow?.status.name !== 'RUNNING')
      throw new UserError(`No sync is running as ${printable(workflowId)}.`)
    return inTemporal(session, workflow, source)
  }
  try {
    const backfill = await reconciledBackfill(settings, session, name)
    const run =
      backfill === undefined
        ? await reconciledRun(settings, session, name)
        : { ...backfill, ...(await titleOf(session, backfill)), runId: backfill.backfillId }
    if (run.outcome !== 'running') throw new UserError(`Run ${run.runId} has ended already: ${run.outcome}.`)
    const { runId } = run
    if (isOfAnother(run.clusterId, await clusterIdOf(client)) && !(await presentExecution(client, run)))
      throw new UserError(
        `Run ${runId} is of another Temporal; set TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE to that one.`,
      )
    return {
      runId,
      workflowId: run.workflowId,
      source,
      kind: backfill === undefined ? 'sync' : 'backfill',
      title: `${run.season} ${run.seasonType}`,
      recorded: true,
    }
  } catch (error) {
    // Exit code 2: the database has no such run.
    if (!(error instanceof UserError) || error.exitCode !== 2) throw error
    const workflow = await runningByRunId(client, name)
    if (workflow === undefined) throw error
    return inTemporal(session, workflow, source)
  }
}

const titleOf = async ({ database }: Connected['session'], { backfillId }: BackfillRecord) =>
  seasonsTitle(await seasonLines(database.pool, backfillId))

/** The workflow that a season or a workflow's id names; undefined for the id of a run. */
function workflowIdOf(name: string, source: SourceName): string | undefined {
  if (name.startsWith('season-sync/')) return name
  const season = asSeason(name)
  return /^\d{4}-\d{2}$/.test(season) ? seasonWorkflowId(source, season, slugOf('Regular Season')) : undefined
}

/** The running season whose run id begins so; undefined if there is none, or several. */
async function runningByRunId(
  client: Client,
  beginning: string,
): Promise<WorkflowExecutionDescription | undefined> {
  const found: WorkflowExecutionDescription[] = []
  if (!/^[0-9a-f-]{8,}$/i.test(beginning)) return undefined
  const query = `WorkflowType = 'seasonSync' AND ExecutionStatus = 'Running'`
  for await (const { workflowId } of client.workflow.list({ query })) {
    const workflow = await ifKnown(client.workflow.getHandle(workflowId).describe())
    if (workflow !== undefined && firstRunIdOf(workflow).startsWith(beginning)) found.push(workflow)
  }
  return found.length === 1 ? found[0] : undefined
}

async function inTemporal(
  { database }: Connected['session'],
  workflow: WorkflowExecutionDescription,
  source: SourceName,
): Promise<NamedRun> {
  const runId = firstRunIdOf(workflow)
  const { season, seasonType } = workflow.memo ?? {}
  const isBackfill = workflow.type === 'seasonsSync'
  const record = isBackfill ? await readBackfill(database.pool, runId) : await readRun(database.prisma, runId)
  return {
    runId,
    workflowId: workflow.workflowId,
    source,
    kind: isBackfill ? 'backfill' : 'sync',
    title: typeof season === 'string' ? `${season} ${String(seasonType)}` : workflow.workflowId,
    recorded: record !== undefined,
  }
}

/** The id of a run is that of its workflow's first execution; after a reset there are others. */
const firstRunIdOf = ({ raw, runId }: WorkflowExecutionDescription): string =>
  raw.workflowExecutionInfo?.firstRunId || runId
