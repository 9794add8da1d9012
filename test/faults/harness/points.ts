import { keepWritersOut, waitUntilBlocked } from '../../support/waiting.js'
import type { Scene } from './scene.js'

/** A point in the middle of a sync at which a worker can be held. */
export interface Point {
  readonly name: string
  /** Resolves when a worker is at this point; it stays there until the returned function is called. */
  readonly reach: (scene: Scene) => Promise<() => Promise<void>>
}

/** The source answers a box score within tens of milliseconds: a request open for this long is the one that hangs. */
const HUNG_MS = 1_000

/** A worker waits for a box score that the source does not answer; it answers the next request for it. */
export const IN_FETCH: Point = {
  name: 'a fetch',
  reach: async (scene) => {
    await boxScoresArePlanned(scene)
    await scene.replay.faults({ match: 'boxscoretraditionalv3', kind: 'hang', times: 1 })
    await scene.until('a request waits for its answer', async () =>
      (await scene.replay.log()).find(
        ({ path, status, t }) =>
          path.includes('boxscoretraditionalv3') && status === null && Date.now() - t > HUNG_MS,
      ),
    )
    return async () => undefined
  },
}

/** A worker is about to store a batch of rows. */
export const IN_TRANSFORM = inTransaction("a transform's transaction", 'batches')

/** A worker has written all rows of a batch and committed nothing. */
export const IN_MERGE = inTransaction("a merge's transaction", 'sync_merges')

/** Holds a lock on a table, which stops the worker at its insert into the table. */
function inTransaction(name: string, table: string): Point {
  return {
    name,
    reach: async (scene) => {
      await boxScoresArePlanned(scene)
      const release = await keepWritersOut(scene.pool, table)
      await waitUntilBlocked(scene.pool, `insert into ${table}`)
      return release
    },
  }
}

/** Resolves when box scores are planned: from then on the worker requests them, and the players beside them. */
async function boxScoresArePlanned(scene: Scene): Promise<void> {
  await scene.until('box scores are planned', async () => {
    const [row] = await scene.query<{ n: number }>(
      `select count(*)::int as n from sync_requests where dataset = 'box_scores'`,
    )
    return (row?.n ?? 0) > 0 || undefined
  })
}

/** Resolves when `count` box scores are archived. */
export async function boxScoresArchived(scene: Scene, count: number): Promise<void> {
  await scene.until(`${count} box scores are archived`, async () => {
    const [row] = await scene.query<{ n: number }>(
      `select count(*)::int as n from sync_requests where dataset = 'box_scores' and state = 'answered'`,
    )
    return (row?.n ?? 0) >= count || undefined
  })
}
