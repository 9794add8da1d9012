import { keepWritersOut, waitUntilBlocked } from '../../support/waiting.js'
import type { Scene } from './scene.js'

/** A place in the middle of a sync. */
export interface Point {
  readonly name: string
  /** Resolves when a worker stands there, held until the returned function is called. */
  readonly reach: (scene: Scene) => Promise<() => Promise<void>>
}

/** The source answers a box score within tens of milliseconds: one that is open for so long is the one that hangs. */
const HUNG_MS = 1_000

/** The source does not answer one box score; the next time that it is asked it does. */
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

/** A batch of rows is about to be stored. */
export const IN_TRANSFORM = inTransaction("a transform's transaction", 'batches')

/** All rows of a batch are written, nothing is committed. */
export const IN_MERGE = inTransaction("a merge's transaction", 'sync_merges')

/** A lock that the harness holds on a table stops the worker at its insert into it. */
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

/** From then on box scores are on their way, and the players beside them. */
async function boxScoresArePlanned(scene: Scene): Promise<void> {
  await scene.until('box scores are planned', async () => {
    const [row] = await scene.query<{ n: number }>(
      `select count(*)::int as n from sync_requests where dataset = 'box_scores'`,
    )
    return (row?.n ?? 0) > 0 || undefined
  })
}

/** Resolves when so many box scores are archived. */
export async function answered(scene: Scene, count: number): Promise<void> {
  await scene.until(`${count} box scores are archived`, async () => {
    const [row] = await scene.query<{ n: number }>(
      `select count(*)::int as n from sync_requests where dataset = 'box_scores' and state = 'answered'`,
    )
    return (row?.n ?? 0) >= count || undefined
  })
}
