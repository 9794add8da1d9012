import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import { keepInHand, takeFromHand } from '../../../src/store/requests/in-hand.js'

const MiB = 1024 * 1024

const answerOf = (responseId: number, bytes: number) => ({
  responseId,
  sha256: `hash ${responseId}`,
  fetchedAt: new Date(0),
  askedNumber: responseId,
  body: Buffer.alloc(bytes),
})

const keep = (pool: pg.Pool, responseId: number, bytes: number): void =>
  keepInHand(pool, answerOf(responseId, bytes), bytes)

const take = (pool: pg.Pool, id: number) => takeFromHand(pool, id, `hash ${id}`, 'games')

/** A key of its own; nothing is asked of Postgres. */
const newPool = () => ({}) as pg.Pool

describe('an answer in hand', () => {
  it('is there once', () => {
    const pool = newPool()
    const answer = answerOf(1, 10)
    keepInHand(pool, answer, 10)
    expect([take(pool, 1), take(pool, 1)]).toEqual([answer, undefined])
  })

  it('is not taken where the archive has another body under its id, or none', () => {
    const pool = newPool()
    for (const sha256 of ['hash 2', undefined]) {
      keep(pool, 1, 10)
      expect(takeFromHand(pool, 1, sha256, 'games')).toBeUndefined()
    }
  })

  it('that was read for a dataset is not taken for another one', () => {
    const pool = newPool()
    const { body, ...facts } = answerOf(1, 10)
    const read = { dataset: 'games', json: {}, contentHash: 'content', bodyTime: undefined }
    for (const [dataset, found] of [
      ['games', { ...facts, read }],
      ['standings', undefined],
      [undefined, undefined],
    ] as const) {
      keepInHand(pool, { ...facts, read }, body.length)
      expect(takeFromHand(pool, 1, facts.sha256, dataset)).toEqual(found)
    }
  })

  it('is of its own database', () => {
    keep(newPool(), 1, 10)
    expect(take(newPool(), 1)).toBeUndefined()
  })

  it('goes when younger ones need its room', () => {
    const pool = newPool()
    for (const id of [1, 2, 3]) keep(pool, id, 10 * MiB)
    expect([1, 2, 3].map((id) => take(pool, id) !== undefined)).toEqual([false, true, true])
  })

  it('gives its room back when it is taken', () => {
    const pool = newPool()
    for (const id of [1, 2, 3, 4]) {
      keep(pool, id, 20 * MiB)
      expect(take(pool, id)).toBeDefined()
    }
  })

  it('is not kept where it takes more than all the room', () => {
    const pool = newPool()
    keep(pool, 1, 10)
    keep(pool, 2, 30 * MiB)
    expect([1, 2].map((id) => take(pool, id) !== undefined)).toEqual([true, false])
  })
})
