import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SEARCH_ATTRIBUTES } from '../../src/contracts/namespace.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { startTimeSkipping, timeSkippingServer } from '../support/time-skipping.js'
import { PLAYERS, QUESTIONS, type Reply } from '../support/tiny-league.js'

const HOUR_MS = 3_600_000

/** A night takes some hundred attempts one after the other: five seconds, and a minute and more on a busy machine. */
const NIGHT_MS = 300_000

/** Of `IndexedValueType`. */
const KEYWORD = 2

const server = await timeSkippingServer()

/** An outage of the source, in the time of Temporal's clock, which jumps over waiting. */
interface Outage {
  readonly reply: Reply
  readonly hours: number
}

describe.skipIf(server === undefined)('hours of trouble', () => {
  let environment: SyncEnvironment
  let outage: Outage | undefined
  let begun: number | undefined
  let clock = 0
  /** How far Temporal's clock is ahead of this machine's, of which the database has been told. */
  let ahead = 0
  let temporalsClock: () => Promise<number>
  let stopServer: () => Promise<void>
  let turn: Promise<unknown> = Promise.resolve()

  /**
   * Lets the database's clock, by which holds end, jump as far as Temporal's, and the outage end in its hour. Fetches
   * that begin at once take turns, and each reads the clock itself: the server stamps a further attempt with the moment
   * at which the one before it failed, so that one that waited from before the end would begin the outage anew.
   */
  function followTheClock(of: Pick<SyncEnvironment, 'database' | 'league'>): Promise<void> {
    const mine = turn.then(() => jump(of))
    turn = mine.catch(() => undefined)
    return mine
  }

  async function jump({ database, league }: Pick<SyncEnvironment, 'database' | 'league'>): Promise<void> {
    clock = await temporalsClock()
    begun ??= clock
    const jumped = Math.max(0, clock - Date.now() - ahead)
    await database.pool.query(
      `update source_pace set last_at = last_at - $1 * interval '1 ms', hold_until = hold_until - $1 * interval '1 ms',
         probe_until = probe_until - $1 * interval '1 ms'`,
      [jumped],
    )
    ahead += jumped
    const over = outage === undefined || clock - begun >= outage.hours * HOUR_MS
    for (const question of QUESTIONS) league.always(question, over ? undefined : outage?.reply)
  }

  beforeEach(async () => {
    begun = undefined
    ahead = 0
    environment = await startSyncEnvironment({
      temporal: async () => {
        const { temporal, stop } = await startTimeSkipping(server ?? '')
        stopServer = stop
        await temporal.connection.operatorService.addSearchAttributes({
          namespace: 'default',
          searchAttributes: Object.fromEntries(
            Object.values(SEARCH_ATTRIBUTES).map(({ name }) => [name, KEYWORD]),
          ),
        })
        temporalsClock = () => temporal.currentTimeMs()
        return temporal
      },
      beforeFetch: followTheClock,
      longestWaitMs: 0, // the server's clock jumps over the time between attempts, not over that within one
    })
  })
  afterEach(async () => {
    await environment.close()
    await stopServer()
  })

  /** Runs a sync through an outage; gives its result and the attempts by what came of them. */
  async function syncThrough(of: Outage) {
    outage = of
    const result = await environment.sync()
    const { rows } = await environment.database.pool.query<{ outcome: string; n: number }>(
      'select outcome, count(*)::int as n from raw_responses group by 1',
    )
    return {
      result,
      hours: (clock - (begun ?? 0)) / HOUR_MS,
      attempts: new Map(rows.map((r) => [r.outcome, r.n])),
    }
  }

  it.for([
    {
      trouble: 'blocked for ten hours, the run goes on when it is over, and has asked seldom',
      reply: { status: 403, body: 'Access Denied' },
      hours: 10,
      outcome: 'Blocked',
      most: 60, // four probes an hour, and those that were under way at its beginning
    },
    {
      trouble: 'with the API down overnight, the run goes on in the morning',
      reply: { status: 503, body: 'down' },
      hours: 9,
      outcome: 'Unavailable',
      most: 120,
    },
  ])('$trouble', { timeout: NIGHT_MS }, async ({ reply, hours, outcome, most }) => {
    const through = await syncThrough({ reply, hours })
    expect(through.result).toMatchObject({ outcome: 'succeeded', players: PLAYERS.length })
    expect(through.hours).toBeGreaterThan(hours)
    // A probe each quarter of an hour.
    expect(through.hours).toBeLessThan(hours + 1)
    expect(through.attempts.get(outcome)).toBeLessThan(most)
  })
})
