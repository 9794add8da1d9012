import { ApplicationFailure, ChildWorkflowFailure, TerminatedFailure } from '@temporalio/common'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/contracts/outcome.js'
import { endInFailure, endOf, failureOf } from '../../src/contracts/run-end.js'

const result = (outcome: Outcome, cause: string | null = 'standings: 1 missing') => ({ outcome, cause })

const ofChild = (cause: Error): ChildWorkflowFailure =>
  new ChildWorkflowFailure(
    'default',
    { workflowId: 'season-sync/nba/2018-19/regular-season', runId: 'r1' },
    'seasonSync',
    'NON_RETRYABLE_FAILURE',
    cause,
  )

describe('a workflow', () => {
  it.each([
    ['partial', 'Partial'],
    ['failed', 'SyncFailed'],
  ] as const)(
    'whose run is %s fails for good with the type %s, its cause and its report',
    (outcome, type) => {
      expect(failureOf(result(outcome), true)).toMatchObject({
        type,
        nonRetryable: true,
        message: 'standings: 1 missing',
        details: [result(outcome)],
      })
    },
  )

  it('fails with a message that names what to do next, and no address', () => {
    const cause = 'games: 1 missing (games 2018-19: answered 400 [GET http://a/b?c=d].)'
    expect(failureOf(result('failed', cause), true, 'Try again with: x.')).toMatchObject({
      message: 'games: 1 missing (games 2018-19: answered 400.) Try again with: x.',
      details: [result('failed', cause)],
    })
    expect(failureOf(result('failed'), true, 'See: x.')?.message).toBe('standings: 1 missing. See: x.')
  })

  it.each(['succeeded', 'cancelled'] as const)('whose run is %s does not fail', (outcome) => {
    expect(failureOf(result(outcome), true)).toBeUndefined()
  })

  it('that began when a partial run completed its workflow still completes', () => {
    expect(failureOf(result('partial'), false)).toBeUndefined()
    expect(failureOf(result('failed'), false)).toMatchObject({ type: 'SyncFailed' })
  })
})

describe('the end of a run', () => {
  it.each(['partial', 'failed'] as const)(
    'that is %s is found in the failure of a child workflow',
    (outcome) => {
      const failure = failureOf(result(outcome), true)
      expect(failure && endInFailure(ofChild(failure))).toEqual(result(outcome))
    },
  )

  it('without a cause has the message of the failure', () => {
    expect(endInFailure(failureOf(result('partial', null), true))).toEqual({
      outcome: 'partial',
      cause: 'the sync is partial',
    })
  })

  it.each([
    ['a termination', ofChild(new TerminatedFailure('by hand'))],
    ['another failure', ofChild(ApplicationFailure.nonRetryable('no such dataset', 'Invalid'))],
    ['an error of no type', new Error('no type')],
    ['no error', undefined],
  ])('is not found in %s', (_, failure) => {
    expect(endInFailure(failure)).toBeUndefined()
  })

  it('is the result of a workflow that completed', () => {
    expect(endOf(result('partial'))).toEqual(result('partial'))
    expect(endOf(result('running', null))).toEqual(result('succeeded', null))
  })
})
