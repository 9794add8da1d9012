import {
  ActivityFailure,
  ApplicationFailure,
  type RetryState,
  TimeoutFailure,
  TimeoutType,
} from '@temporalio/common'
import { describe, expect, it } from 'vitest'
import { FAILURE_TYPES, isGivenUp } from '../../src/contracts/failure-types.js'
import { RETRY_RULES } from '../../src/contracts/retry-rules.js'

const failure = (cause: Error, retryState: RetryState = 'NON_RETRYABLE_FAILURE'): ActivityFailure =>
  new ActivityFailure('Activity task failed', 'fetch', '1', retryState, 'worker', cause)

const ofType = (type: string): ApplicationFailure => ApplicationFailure.nonRetryable('a sentence', type)

it('a failure is retried by rule where there is a rule for it', () => {
  const byRule = Object.entries(FAILURE_TYPES).flatMap(([type, { retried }]) =>
    retried === 'by rule' ? [type] : [],
  )
  expect(byRule).toEqual(Object.keys(RETRY_RULES))
})

describe('a request', () => {
  it.each(Object.keys(RETRY_RULES))('that ends with %s is given up', (type) => {
    expect(isGivenUp(failure(ofType(type)))).toBe(true)
  })

  it.each(['Invalid', 'UnknownSource', 'TypeError', 'toString', ''])(
    'whose fetch fails for good with %o ends with a defect',
    (type) => {
      expect(isGivenUp(failure(ofType(type)))).toBe(false)
    },
  )

  it('whose fetch fails for good with an error of no type ends with a defect', () => {
    expect(isGivenUp(failure(new Error('no type')))).toBe(false)
  })

  it.each(['Paced', 'Stopped', 'Unavailable', 'Error'])(
    'is given up when its time is over, though the last attempt ended with %s',
    (type) => {
      expect(isGivenUp(failure(ofType(type), 'TIMEOUT'))).toBe(true)
    },
  )

  it.each([ofType('Stopped'), new TimeoutFailure('heartbeat', undefined, TimeoutType.HEARTBEAT)])(
    'is not given up when its fetch was taken back: %s',
    (cause) => {
      expect(isGivenUp(failure(cause, 'CANCEL_REQUESTED'))).toBe(false)
    },
  )

  it('is given up when the server reports the end of its time as a timeout', () => {
    const timeout = new TimeoutFailure('activity timeout', undefined, TimeoutType.SCHEDULE_TO_CLOSE)
    expect(isGivenUp(failure(timeout))).toBe(true)
  })
})
