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

/**
 * A worker has inserted the box scores of games that have none, without a comparison, and committed nothing. The rows are
 * gone when its session ends.
 */
export const IN_STRAIGHT_INSERT: Point = {
  name: 'the transaction of a straight insert',
  reach: async (scene) => {
    await boxScoresArePlanned(scene)
    const release = await keepWritersOut(scene.pool, 'sync_merges')
    const session = await scene.until('a straight insert waits for its commit', async () => {
      const [row] = await scene.query<{ pid: number }>(
        `select pid from pg_stat_activity a where wait_event_type = 'Lock' and query like 'insert into sync.sync_merges%'
           and exists (select from pg_locks l where l.pid = a.pid and l.mode = 'RowExclusiveLock'
                       and l.relation = 'box_score_players'::regclass)`,
      )
      return row?.pid
    })
    const before = await countRows(scene, 'box_score_players')
    return async () => {
      await release()
      await sessionsEnd(scene, [session])
      const more = (await countRows(scene, 'box_score_players')) - before
      if (more > 0) throw new Error(`${more} rows of a transaction that was not committed`)
    }
  },
}

/** A worker has answers that it is about to archive: the statement is on its way, and Postgres completes it. */
export const IN_ARCHIVE: Point = {
  name: 'the archive of answers, which Postgres completes without it',
  reach: async (scene) => {
    await boxScoresArePlanned(scene)
    const release = await keepWritersOut(scene.pool, 'raw_bodies')
    const session = await waitUntilBlocked(scene.pool, ARCHIVE)
    const before = await countRows(scene, 'raw_responses')
    return async () => {
      await release()
      await sessionsEnd(scene, [session])
      if ((await countRows(scene, 'raw_responses')) === before) throw new Error('no answer was archived')
    }
  },
}

/** A worker has answers that it is about to archive, and Postgres never gets to it: only the worker had them. */
export const BEFORE_ARCHIVE: Point = {
  name: 'the archive of answers, which are lost with it',
  reach: async (scene) => {
    await boxScoresArePlanned(scene)
    const release = await keepWritersOut(scene.pool, 'raw_bodies')
    await waitUntilBlocked(scene.pool, ARCHIVE)
    const before = await countRows(scene, 'raw_responses')
    return async () => {
      const ended = await scene.query<{ pid: number }>(
        `select pid, pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like $1`,
        [`${ARCHIVE}%`],
      )
      await sessionsEnd(
        scene,
        ended.map(({ pid }) => pid),
      )
      await release()
      if ((await countRows(scene, 'raw_responses')) !== before) throw new Error('an answer was archived')
    }
  },
}

/** How the statement begins that archives answers. */
const ARCHIVE = 'with item as materialized'

/** Holds a lock on a table, which stops the worker at its insert into the table. */
function inTransaction(name: string, table: string): Point {
  return {
    name,
    reach: async (scene) => {
      await boxScoresArePlanned(scene)
      const release = await keepWritersOut(scene.pool, table)
      await waitUntilBlocked(scene.pool, `insert into %.${table}`)
      return release
    },
  }
}

async function countRows(scene: Scene, table: string): Promise<number> {
  const [row] = await scene.query<{ n: number }>(`select count(*)::int as n from ${table}`)
  return row?.n ?? 0
}

/** Resolves when these sessions of a killed worker, which may end their statement first, have ended. */
async function sessionsEnd(scene: Scene, pids: readonly number[]): Promise<void> {
  await scene.until('the sessions of the killed worker have ended', async () => {
    const left = await scene.query('select from pg_stat_activity where pid = any($1)', [pids])
    return left.length === 0 || undefined
  })
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
