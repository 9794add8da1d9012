import { RETENTION_DAYS } from '../contracts.js'
import type { Settings } from '../settings.js'
import { readStackStatus } from '../stack/client.js'
import { readConfigured } from '../stack/configured.js'
import type { RunRecord } from '../store/history.js'
import { openClient } from './session.js'
import { webLink } from './web-link.js'

/** What is known of Temporal's own copy of a run. Nothing is started to find out. */
export interface TemporalCopy {
  readonly state: 'there' | 'gone' | 'unknown'
  readonly sentence: string
  /** Only for a copy that can be looked at now. */
  readonly webUiUrl: string | null
}

const DAY_MS = 86_400_000

/** A Temporal that takes longer to tell is left out: everything else is in Postgres, milliseconds. */
const LOOK_MS = 3_000

const GONE: TemporalCopy = {
  state: 'gone',
  sentence: "Temporal's copy is gone; all that is shown here is from Postgres",
  webUiUrl: null,
}

export async function temporalCopy(settings: Settings, run: RunRecord): Promise<TemporalCopy> {
  const configured = readConfigured(settings).temporal !== undefined
  const stack = await readStackStatus(settings)
  const running = stack?.parts.some(({ name, state }) => name === 'temporal' && state === 'ready') ?? false
  if (configured || running) {
    const there = await Promise.race([isThere(configured ? undefined : stack, run), patience()])
    if (there === true) {
      const webUiUrl = webLink(configured ? settings.webUiUrl : stack?.webUiUrl, run)
      return { state: 'there', sentence: `workflow ${run.workflowId}, namespace ${run.namespace}`, webUiUrl }
    }
    if (there === false) return GONE
    return unknown('Temporal does not answer')
  }
  const age = run.endedAt === null ? 0 : Date.now() - run.endedAt.getTime()
  return age > RETENTION_DAYS * DAY_MS ? GONE : unknown('Temporal is not running now')
}

const unknown = (why: string): TemporalCopy => ({
  state: 'unknown',
  sentence: `${why}; all that is shown here is from Postgres`,
  webUiUrl: null,
})

const patience = (): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), LOOK_MS).unref())

/** Undefined when Temporal cannot be asked. */
async function isThere(
  stack: Parameters<typeof openClient>[0],
  { workflowId, runId }: RunRecord,
): Promise<boolean | undefined> {
  try {
    const { WorkflowNotFoundError } = await import('@temporalio/client')
    const client = await openClient(stack)
    try {
      await client.workflow.getHandle(workflowId, runId).describe()
      return true
    } catch (error) {
      return error instanceof WorkflowNotFoundError ? false : undefined
    } finally {
      await client.connection.close()
    }
  } catch {
    return undefined
  }
}
