import type { Client, WorkflowExecutionDescription } from '@temporalio/client'
import { clusterIdOf, isOfAnother } from '../contracts/cluster.js'
import { ifKnown } from '../contracts/if-known.js'
import { seasonWorkflowId } from '../contracts/names.js'
import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { easternToday, slugOf } from '../season/season.js'
import { seasonsTitle } from '../season/seasons-title.js'
import type { Settings } from '../settings.js'
import { readBackfill, seasonLines, type BackfillRecord } from '../store/runs/backfill-history.js'
import { readRun } from '../store/runs/history.js'
import { printable } from '../text/printable.js'
import type { OpenRun } from './control.js'
import { NoSuchRun, reconciledByName } from './find-run.js'
import type { Connected } from './follow.js'
import { presentExecution } from './present-execution.js'
import { readRunName, type RunReference } from './run-name.js'

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
 * The running sync that a person names, by any name that the database knows, otherwise by one that Temporal alone knows:
 * its season, the id of its workflow, its run id. Throws a UserError if it has ended, or if there is none or several.
 */
export async function openRunByName(
  settings: Settings,
  { session, client }: Connected,
  name: string,
  source: SourceName,
): Promise<NamedRun> {
  try {
    const found = await reconciledByName(settings, session, name, { running: true })
    const run =
      found.kind === 'sync'
        ? found.run
        : { ...found.backfill, ...(await titleOf(session, found.backfill)), runId: found.backfill.backfillId }
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
      kind: found.kind,
      title: `${run.season} ${run.seasonType}`,
      recorded: true,
    }
  } catch (error) {
    if (!(error instanceof NoSuchRun)) throw error
    const workflowId = workflowIdOf(readRunName(name, easternToday(settings.today), source), source)
    const workflow =
      workflowId === undefined ? await runningByRunId(client, name) : await runningAs(client, workflowId)
    if (workflow === undefined) throw error
    return inTemporal(session, workflow, source)
  }
}

const titleOf = async ({ database }: Connected['session'], { backfillId }: BackfillRecord) =>
  seasonsTitle(await seasonLines(database.pool, backfillId))

/** The workflow that a season or a workflow's id names; undefined for any other name. */
function workflowIdOf(name: RunReference, source: SourceName): string | undefined {
  if (name.by === 'workflow') return name.workflowId
  return name.by === 'season' ? seasonWorkflowId(source, name.season, slugOf('Regular Season')) : undefined
}

async function runningAs(client: Client, workflowId: string): Promise<WorkflowExecutionDescription> {
  const workflow = await ifKnown(client.workflow.getHandle(workflowId).describe())
  if (workflow?.status.name === 'RUNNING') return workflow
  throw new UserError(`No sync is running as ${printable(workflowId)}.`)
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
  const record = isBackfill ? await readBackfill(database.pool, runId) : await readRun(database.pool, runId)
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
