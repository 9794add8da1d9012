import { describe, expect, it } from 'vitest'
import { innermostCause, messageOf } from '../src/errors.js'

describe('the innermost cause of an error', () => {
  it('is what the failures around it wrap', () => {
    const cause = new Error('answered 503')
    const failure = new Error('child workflow failed', { cause: new Error('activity failed', { cause }) })
    expect(innermostCause(failure)).toBe(cause)
  })

  it.each([new Error('alone'), new Error('with a text', { cause: 'a text' }), 'no error at all', undefined])(
    'is the error itself where nothing else is an error: %s',
    (error) => expect(innermostCause(error)).toBe(error),
  )
})

it('the message of an error with several causes names each of them', () => {
  expect(messageOf(new AggregateError([new Error('refused at ::1'), new Error('at 127.0.0.1')], ''))).toBe(
    'refused at ::1; at 127.0.0.1',
  )
})
