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
  json: {},
})

const take = (pool: pg.Pool, id: number) => takeFromHand(pool, id, `hash ${id}`)

/** A key of its own; nothing is asked of Postgres. */
const newPool = () => ({}) as pg.Pool

describe('an answer in hand', () => {
  it('is there once', () => {
    const pool = newPool()
    const answer = answerOf(1, 10)
    keepInHand(pool, answer)
    expect([take(pool, 1), take(pool, 1)]).toEqual([answer, undefined])
  })

  it('is not taken where the archive has another body under its id, or none', () => {
    const pool = newPool()
    for (const sha256 of ['hash 2', undefined]) {
      keepInHand(pool, answerOf(1, 10))
      expect(takeFromHand(pool, 1, sha256)).toBeUndefined()
    }
  })

  it('is of its own database', () => {
    keepInHand(newPool(), answerOf(1, 10))
    expect(take(newPool(), 1)).toBeUndefined()
  })

  it('goes when younger ones need its room', () => {
    const pool = newPool()
    for (const id of [1, 2, 3]) keepInHand(pool, answerOf(id, 10 * MiB))
    expect([1, 2, 3].map((id) => take(pool, id) !== undefined)).toEqual([false, true, true])
  })

  it('gives its room back when it is taken', () => {
    const pool = newPool()
    for (const id of [1, 2, 3, 4]) {
      keepInHand(pool, answerOf(id, 20 * MiB))
      expect(take(pool, id)).toBeDefined()
    }
  })

  it('is not kept where it takes more than all the room', () => {
    const pool = newPool()
    keepInHand(pool, answerOf(1, 10))
    keepInHand(pool, answerOf(2, 30 * MiB))
    expect([1, 2].map((id) => take(pool, id) !== undefined)).toEqual([true, false])
  })
})
