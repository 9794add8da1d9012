import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { judged } from '../../src/activities/judged.js'

const MINUTE_MS = 60_000

/** An error of Postgres with this SQLSTATE. */
function refused(state: string): pg.DatabaseError {
  const error = new pg.DatabaseError(`refused with ${state}`, 1, 'error')
  error.code = state
  return error
}

/** Tries an activity again and again; each try fails with the error given for it. Returns what the last try threw. */
class Tries {
  #now = 0
  #error: unknown
  readonly #environment = new MockActivityEnvironment(undefined, { logger: new DefaultLogger('ERROR') })
  readonly #activity = judged(
    () => (this.#error === undefined ? Promise.resolve('done') : Promise.reject(this.#error as Error)),
    () => this.#now,
  )

  async at(minutes: number, error?: unknown): Promise<unknown> {
    this.#now = minutes * MINUTE_MS
    this.#error = error
    return this.#environment.run(this.#activity).catch((caught: unknown) => caught)
  }
}

const ended = (type: string, message: RegExp | string) => ({
  type,
  nonRetryable: true,
  message: expect.stringMatching(message),
})

describe('an activity', () => {
  it.each([
    ['is denied by Postgres', refused('42501'), /^Postgres: refused with 42501; grant it/],
    ['finds no table', refused('42P01'), /season-sync migrate$/],
    ['has a defect', new TypeError('x is not a function'), 'a defect of season-sync: x is not a function'],
  ])('that %s fails at once', async (_, error, message) => {
    expect(await new Tries().at(0, error)).toMatchObject(ended('Defect', message))
  })

  it.each(['28P01', '3D000', '25006'])(
    'that Postgres refuses with %s is tried for ten minutes',
    async (state) => {
      const tries = new Tries()
      const error = refused(state)
      expect(await tries.at(0, error)).toBe(error)
      expect(await tries.at(9.9, error)).toBe(error)
      expect(await tries.at(10, error)).toMatchObject(ended('DatabaseRefuses', /for 10 minutes/))
    },
  )

  it('that was refused before is tried for ten minutes again after another failure', async () => {
    const tries = new Tries()
    const error = refused('28P01')
    await tries.at(0, error)
    await tries.at(5, new Error('Connection terminated unexpectedly'))
    expect(await tries.at(14, error)).toBe(error)
    expect(await tries.at(24, error)).toMatchObject(ended('DatabaseRefuses', /for 10 minutes/))
  })

  it.each([
    ['loses its connection', new Error('Connection terminated unexpectedly')],
    ['meets a full disk', refused('53100')],
    ['takes too long', refused('57014')],
  ])('that %s is tried for twelve hours', async (_, error) => {
    const tries = new Tries()
    expect(await tries.at(0, error)).toBe(error)
    expect(await tries.at(719, error)).toBe(error)
    expect(await tries.at(720, error)).toMatchObject(ended('DatabaseRefuses', /for 12 hours/))
  })

  it('that succeeds in between has all its tries again', async () => {
    const tries = new Tries()
    const error = refused('28P01')
    await tries.at(0, error)
    expect(await tries.at(5)).toBe('done')
    expect(await tries.at(14, error)).toBe(error)
  })

  it.each([
    ApplicationFailure.create({ type: 'Paced', message: 'no slot' }),
    new CancelledFailure('the fetch was cancelled'),
  ])('passes on what decides by itself how it is retried: %s', async (failure) => {
    expect(await new Tries().at(0, failure)).toBe(failure)
  })
})
