import { ApplicationFailure } from '@temporalio/common'
import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker'
import { FAILURE_TYPES, isFailureType } from '../contracts/failure-types.js'
import { messageOf } from '../errors.js'
import { isLogged, logLine, type LogEvent, type LogLevel, type LogSettings } from '../text/log-line.js'

/** A queue of fetches has workflows only where that pays (`src/worker.ts`), which is no fault. */
const EXPECTED = 'No workflows registered, not polling for workflow tasks'

const LEVELS: Readonly<Record<LogEntry['level'], LogLevel>> = {
  TRACE: 'debug',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
}

/** The facts of Temporal's entries that a reader needs; the others are in its Web UI. */
const FIELDS: Readonly<Record<string, string>> = {
  activityType: 'activity',
  workflowId: 'workflow',
  workflowRunId: 'run',
  attempt: 'attempt',
  taskQueue: 'queue',
}

/**
 * The event of an entry of Temporal's log; undefined for one that says nothing. A failed attempt that is tried again is
 * `info` without a stack: it is what retries are for. One that is not tried again is `warn`, a defect `error` with its stack.
 */
export function eventOf({ level, message, meta = {}, timestampNanos }: LogEntry): LogEvent | undefined {
  if (message === EXPECTED) return undefined
  const fields = Object.fromEntries(
    Object.entries(FIELDS).flatMap(([name, as]): [string, string | number][] => {
      const value: unknown = meta[name]
      return typeof value === 'string' || typeof value === 'number' ? [[as, value]] : []
    }),
  )
  const time = new Date(Number(timestampNanos / 1_000_000n))
  const error: unknown = meta.error
  if (error === undefined) return { level: LEVELS[level], message, time, fields }
  const failure = failureOf(error)
  return {
    level: failure?.level ?? LEVELS[level],
    message: `${message}: ${messageOf(error)}`,
    time,
    fields: { ...fields, ...(failure === undefined ? { stack: stackOf(error) } : { type: failure.type }) },
  }
}

/** A failure that the project's own code throws; undefined for a defect. */
function failureOf(error: unknown): { readonly level: LogLevel; readonly type: string } | undefined {
  if (!(error instanceof ApplicationFailure)) return undefined
  const type = error.type ?? ''
  if (!isFailureType(type)) return undefined
  const isEnd = error.nonRetryable === true || FAILURE_TYPES[type].retried === 'never'
  return { level: isEnd ? 'warn' : 'info', type }
}

const stackOf = (error: unknown): string | undefined => (error instanceof Error ? error.stack : undefined)

/** Writes all that a worker reports to standard error, an event a line, and returns the function for its own notices. */
export function installWorkerLog(settings: LogSettings): (message: string, level?: LogLevel) => void {
  const write = (event: LogEvent): void => {
    if (isLogged(event.level, settings)) process.stderr.write(`${logLine(event, settings.format)}\n`)
  }
  Runtime.install({
    logger: new DefaultLogger(settings.level === 'debug' ? 'DEBUG' : 'INFO', (entry) => {
      const event = eventOf(entry)
      if (event !== undefined) write(event)
    }),
    // Messages of the SDK's native part come through the same logger.
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  })
  return (message, level = 'info') => write({ level, message })
}
