import { Context } from '@temporalio/activity'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SEARCH_ATTRIBUTES } from '../../src/contracts/namespace.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { timeSkippingServer } from '../support/time-skipping.js'
import { PLAYERS, QUESTIONS, type Reply } from '../support/tiny-league.js'

const HOUR_MS = 3_600_000

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

  /** Lets the database's clock, by which holds end, jump as far as Temporal's, and the outage end in its hour. */
  async function followTheClock({
    database,
    league,
  }: Pick<SyncEnvironment, 'database' | 'league'>): Promise<void> {
    const now = Context.current().info.currentAttemptScheduledTimestampMs
    begun ??= now
    const jumped = Math.max(0, now - clock)
    clock = Math.max(clock, now)
    await database.pool.query(
      `update source_pace set next_at = next_at - $1 * interval '1 ms', hold_until = hold_until - $1 * interval '1 ms',
         probe_until = probe_until - $1 * interval '1 ms'`,
      [jumped],
    )
    const over = outage === undefined || now - begun >= outage.hours * HOUR_MS
    for (const question of QUESTIONS) league.always(question, over ? undefined : outage?.reply)
  }

  beforeEach(async () => {
    begun = undefined
    clock = Date.now()
    environment = await startSyncEnvironment({
      temporal: async () => {
        const temporal = await TestWorkflowEnvironment.createTimeSkipping({
          server: { executable: { type: 'existing-path', path: server ?? '' } },
        })
        await temporal.connection.operatorService.addSearchAttributes({
          namespace: 'default',
          searchAttributes: Object.fromEntries(
            Object.values(SEARCH_ATTRIBUTES).map(({ name }) => [name, KEYWORD]),
          ),
        })
        return temporal
      },
      beforeFetch: followTheClock,
    })
  })
  afterEach(() => environment.close())

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
  ])('$trouble', async ({ reply, hours, outcome, most }) => {
    const through = await syncThrough({ reply, hours })
    expect(through.result).toMatchObject({ outcome: 'succeeded', players: PLAYERS.length })
    expect(through.hours).toBeGreaterThan(hours)
    // A probe each quarter of an hour; one whose heartbeat a jump of the clock swallowed takes a second.
    expect(through.hours).toBeLessThan(hours + 1)
    expect(through.attempts.get(outcome)).toBeLessThan(most)
  })
})
