import { WorkflowNotFoundError } from '@temporalio/common'
import { expect, it } from 'vitest'
import { ifKnown } from '../../src/contracts/if-known.js'

it('gives what Temporal says of a workflow that it knows', async () => {
  expect(await ifKnown(Promise.resolve('RUNNING'))).toBe('RUNNING')
})

it('gives nothing for a workflow that Temporal does not know', async () => {
  const unknown = new WorkflowNotFoundError('no such workflow', 'season-sync/nba', undefined)
  expect(await ifKnown(Promise.reject(unknown))).toBeUndefined()
})

it('passes every other failure on', async () => {
  await expect(ifKnown(Promise.reject(new Error('no connection')))).rejects.toThrow('no connection')
})
