import { ApplicationFailure } from '@temporalio/common'
import type { LogEntry } from '@temporalio/worker'
import { expect, it } from 'vitest'
import { permanent, retryLater } from '../../src/activities/failures.js'
import { eventOf } from '../../src/connect/worker-log.js'
import { logLine } from '../../src/text/log-line.js'

const failed = (error: unknown): LogEntry => ({
  message: 'Activity failed',
  level: 'WARN',
  timestampNanos: 1_795_000_000_123_000_000n,
  meta: {
    error,
    activityType: 'fetch',
    workflowId: 'season-sync/nba/2018-19',
    attempt: 2,
    taskToken: 'secret',
  },
})

const lineOf = (entry: LogEntry, format: 'text' | 'json' = 'text'): string => {
  const event = eventOf(entry)
  if (event === undefined) throw new Error('the entry is not logged')
  return logLine(event, format)
}

it('an attempt that is tried again is one line of info without a stack', () => {
  expect(lineOf(failed(retryLater('Unavailable', 'box_scores 1: HTTP 503', 1000)))).toBe(
    '2026-11-18T11:06:40.123Z info  Activity failed: box_scores 1: HTTP 503 activity=fetch workflow=season-sync/nba/2018-19 attempt=2 type=Unavailable',
  )
})

it('an attempt that is the last one is a warning', () => {
  expect(lineOf(failed(permanent('Refused', new Error('HTTP 404'))))).toMatch(/ warn {2}.* type=Refused$/)
})

it('a defect keeps its stack, on one line', () => {
  const line = lineOf(failed(new TypeError('x is not a function')))
  expect(line).toMatch(/ warn {2}Activity failed: x is not a function .* stack="TypeError: .* at /)
  expect(line).not.toContain('\n')
  expect(lineOf(failed(ApplicationFailure.create({ message: 'of another program' })))).toContain('stack=')
})

it('an event is one JSON object, whatever its text', () => {
  const line = lineOf(failed(retryLater('Blocked', 'two\nlines "quoted"', 1)), 'json')
  expect(line).not.toContain('\n')
  expect(JSON.parse(line)).toEqual({
    time: '2026-11-18T11:06:40.123Z',
    level: 'info',
    message: 'Activity failed: two lines "quoted"',
    activity: 'fetch',
    workflow: 'season-sync/nba/2018-19',
    attempt: 2,
    type: 'Blocked',
  })
})

it('that a queue has no workflows is no event', () => {
  expect(
    eventOf({
      message: 'No workflows registered, not polling for workflow tasks',
      level: 'WARN',
      timestampNanos: 0n,
      meta: undefined,
    }),
  ).toBeUndefined()
})
