import { expect, it } from 'vitest'
import { Owned } from '../../bench/owned.js'

it('ends everything that the bench started, the latest first', async () => {
  const owned = new Owned()
  const ended: string[] = []
  for (const name of ['source', 'stack']) await owned.add(async () => void ended.push(name))
  await owned.close()
  expect(ended).toEqual(['stack', 'source'])
})

it('ends the others when one cannot be ended, and reports it', async () => {
  const owned = new Owned()
  const ended: string[] = []
  await owned.add(async () => void ended.push('source'))
  await owned.add(() => Promise.reject(new Error('the stack hangs')))
  await expect(owned.close()).rejects.toThrow('the stack hangs')
  expect(ended).toEqual(['source'])
})

it('ends once what was ended earlier', async () => {
  const owned = new Owned()
  let ends = 0
  const end = await owned.add(async () => void ends++)
  await end()
  await owned.close()
  expect(ends).toBe(1)
})

it('ends what a start in progress brings after the end of everything', async () => {
  const owned = new Owned()
  await owned.close()
  let ended = false
  await expect(owned.add(async () => void (ended = true))).rejects.toThrow('the bench was stopped')
  expect(ended).toBe(true)
})
