import { describe, expect, it } from 'vitest'
import { Together } from '../../src/system/together.js'

describe('questions that are answered together', () => {
  it('are those of one turn of the event loop, and then those that came meanwhile', async () => {
    const asked: (readonly number[])[] = []
    const doubled = new Together<number, number>(async (questions) => {
      asked.push(questions)
      if (asked.length === 1) later.push(doubled.ask(3), doubled.ask(4))
      return questions.map((question) => 2 * question)
    }, 10)
    const later: Promise<number>[] = []
    expect(await Promise.all([doubled.ask(1), doubled.ask(2)])).toEqual([2, 4])
    expect(await Promise.all(later)).toEqual([6, 8])
    expect(asked).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('are never more at once than the limit', async () => {
    const sizes: number[] = []
    const same = new Together<number, number>(async (questions) => {
      sizes.push(questions.length)
      return questions
    }, 2)
    expect(await Promise.all([1, 2, 3, 4, 5].map((n) => same.ask(n)))).toEqual([1, 2, 3, 4, 5])
    expect(sizes).toEqual([2, 2, 1])
  })

  it('fail together, and the next ones are answered again', async () => {
    let fails = true
    const same = new Together<number, number>(async (questions) => {
      if (fails) throw new Error('lost')
      return questions
    }, 10)
    const ends = await Promise.allSettled([same.ask(1), same.ask(2)])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    fails = false
    expect(await same.ask(3)).toBe(3)
  })
})
