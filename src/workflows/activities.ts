import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/index.js'
import { fetchQueue, QUEUE } from '../contracts/names.js'
import { REQUEST_BUDGET_MS } from '../contracts/retry-rules.js'
import type { SourceName } from '../contracts/source-names.js'

/** Temporal takes a worker for dead after this time without a heartbeat; a live one sends one every 5 s. */
const HEARTBEAT_TIMEOUT = '15 seconds'

/** Database work is retried for hours: a restarted Postgres, exhausted connections and locked tables pass. */
const DATABASE_RETRY = {
  initialInterval: '500 milliseconds',
  backoffCoefficient: 2,
  maximumInterval: '30 seconds',
} as const

/** Activities that read and write the run's record: one statement or a few each. */
export const record = proxyActivities<
  Pick<Activities, 'openRunRecord' | 'plan' | 'setPaused' | 'finishDataset' | 'closeRunRecord'>
>({
  taskQueue: QUEUE,
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: DATABASE_RETRY,
})

/** Activities that read and write the record of a backfill: a few statements each. */
export const backfillRecord = proxyActivities<
  Pick<Activities, 'openBackfillRecord' | 'recordSeason' | 'setBackfillPaused' | 'closeBackfillRecord'>
>({
  taskQueue: QUEUE,
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: DATABASE_RETRY,
})

/** Verify of a dataset: queries over whole seasons, which take minutes on a large or busy database. */
export const verifying = proxyActivities<Pick<Activities, 'verify'>>({
  taskQueue: QUEUE,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: DATABASE_RETRY,
})

/**
 * Activities that turn a batch of answers into rows, and merge the rows into the tables. A cancellation waits for the
 * one in progress: a merge is a transaction that ends in any case, and the run's record must count it afterwards.
 */
export const rows = proxyActivities<Pick<Activities, 'transform' | 'upsert'>>({
  taskQueue: QUEUE,
  startToCloseTimeout: '10 minutes',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: DATABASE_RETRY,
})

/**
 * One attempt of a fetch consists of the wait for a slot in the rate limit (20 minutes at most), the source's timeouts
 * (90 s), sometimes those of a second request that checks whether the source answers others, and the archive. Each failure
 * carries whether and when it is retried (`contracts/failure-types.ts`); the budget bounds all attempts together.
 */
export const source = (name: SourceName, cancellationType: ActivityCancellationType) =>
  proxyActivities<Pick<Activities, 'fetch'>>({
    taskQueue: fetchQueue(name),
    startToCloseTimeout: '30 minutes',
    scheduleToCloseTimeout: REQUEST_BUDGET_MS,
    cancellationType,
    heartbeatTimeout: HEARTBEAT_TIMEOUT,
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  })
