import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/index.js'
import { fetchQueue } from '../contracts/names.js'
import { REQUEST_BUDGET_MS } from '../contracts/retry-rules.js'
import type { SourceName } from '../contracts/source-names.js'

/**
 * A worker that died is noticed after this long without a heartbeat; a live one sends one every 5 s.
 */
const HEARTBEAT_TIMEOUT = '15 seconds'

/** Database work is retried for hours: a restarted Postgres, exhausted connections and locked tables pass. */
const DATABASE_RETRY = {
  initialInterval: '500 milliseconds',
  backoffCoefficient: 2,
  maximumInterval: '30 seconds',
} as const

/** Reads and writes of the run's record: one statement or a few. */
export const record = proxyActivities<
  Pick<Activities, 'openRunRecord' | 'plan' | 'setPaused' | 'finishDataset' | 'closeRunRecord'>
>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: DATABASE_RETRY,
})

/**
 * A batch of answers into rows, rows into tables. A cancellation waits for the one in progress: a merge is a
 * transaction that ends in any case, and the run's record, which follows, must count it.
 */
export const rows = proxyActivities<Pick<Activities, 'transform' | 'upsert'>>({
  startToCloseTimeout: '10 minutes',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: DATABASE_RETRY,
})

/**
 * One attempt takes the wait in the pace (5 s at most), the source's timeouts (90 s), perhaps those of a second
 * request that finds out whether the source answers others, and the archive. Which failures
 * are tried again, and when, each failure says itself (contracts.ts); the budget bounds them all.
 */
export const source = (name: SourceName, cancellationType: ActivityCancellationType) =>
  proxyActivities<Pick<Activities, 'fetch'>>({
    taskQueue: fetchQueue(name),
    startToCloseTimeout: '5 minutes',
    scheduleToCloseTimeout: REQUEST_BUDGET_MS,
    cancellationType,
    heartbeatTimeout: HEARTBEAT_TIMEOUT,
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  })
