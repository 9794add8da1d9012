import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { contents, versions } from '../real/tables.js'
import { everyAttemptIsRecorded, noRequestTooMany } from './attempts.js'
import type { Scene, SyncEnd } from './harness/scene.js'
import { undisturbed } from './harness/undisturbed.js'

/**
 * Checks the invariants that hold after every fault, I1 to I5, and returns facts for the table; a violation throws an
 * error that says what does not hold. I6 needs a repeat (`unchangedRowsStay`), I7 a reader from the start
 * (`HalfGameWatch`).
 */
export async function checkInvariants(scene: Scene, ...ends: readonly SyncEnd[]): Promise<string[]> {
  assertNoWorkerCrashed(scene)
  return [
    ...ends.map(({ outcome }) => `the run ${outcome}`),
    ...(await Promise.all(ends.map((end) => noFalseGreen(scene, end)))),
    await tablesAreAsUndisturbed(scene),
    await nothingTwice(scene),
    await everyAttemptIsRecorded(scene),
    await noRequestTooMany(scene),
  ]
}

/** Throws when a worker ended without being stopped by the test. */
export function assertNoWorkerCrashed({ workers }: Scene): void {
  const crash = workers.map((worker) => worker.crash).find((message) => message !== undefined)
  if (crash !== undefined) throw new Error(crash)
}

/** I1: the tables equal those of an undisturbed run, except for the columns of provenance. */
export async function tablesAreAsUndisturbed(scene: Scene): Promise<string> {
  const expected = await undisturbed(scene.stack, scene.workload)
  const found = await contents(scene)
  const other = Object.keys(expected).filter((table) => found[table] !== expected[table])
  if (other.length > 0) {
    const lines = other.map(
      (table) => `${table} has ${found[table]} instead of ${expected[table]} (rows, digest)`,
    )
    throw new Error(`the tables differ from an undisturbed run's: ${lines.join('; ')}`)
  }
  return `${Object.keys(expected).length} tables equal`
}

/** I2: no key appears twice and no row is counted twice: the counts of the merges equal the rows of the tables. */
export async function nothingTwice(scene: Scene): Promise<string> {
  const tables = new Map(
    CATALOGUE.nba.flatMap((dataset) => dataset.tables).map((table) => [table.name, table.key]),
  )
  for (const [table, key] of tables) {
    // The query groups the rows themselves, because a corrupt unique index would hide duplicates.
    const [row] = await scene.query<{ n: number; there: number; counted: number }>(
      `select (select count(*) from (select from ${table} group by ${key.join(', ')} having count(*) > 1) d)::int as n,
         (select count(*) from ${table})::int as there,
         (select coalesce(sum(inserted - removed), 0) from sync_merges where table_name = $1)::int as counted`,
      [table],
    )
    if (row === undefined || row.n > 0) throw new Error(`${row?.n} keys of ${table} appear twice`)
    if (row.counted !== row.there)
      throw new Error(`${table} has ${row.there} rows, the merges count ${row.counted}`)
  }
  return 'no key twice, every row counted once'
}

/** I3: a run that ends `succeeded` lacks nothing, and a run that lacks something names it. */
export async function noFalseGreen(scene: Scene, end: SyncEnd): Promise<string> {
  const lacking = await scene.query<{ what: string }>(
    `select 'request ' || label || ' is ' || state as what from sync_requests where run_id = $1 and state <> 'answered'
     union all select 'batch ' || dataset || ' ' || batch || ' was not merged' from batches where run_id = $1
     union all select 'quarantined row of ' || table_name from quarantined_rows where run_id = $1
     union all select 'game ' || g.game_id || ' has no box score' from games g join sync_runs r using (season, season_type)
       where r.run_id = $1 and 'box_scores' = any(r.datasets) and g.home_score is not null
         and (select count(*) from box_score_teams b where b.game_id = g.game_id) <> 2`,
    [end.runId],
  )
  const first = lacking[0]
  if (end.outcome === 'succeeded' && first !== undefined)
    throw new Error(`the run ended succeeded, but ${lacking.length} things are missing: ${first.what}`)
  if (end.outcome !== 'succeeded' && end.cause === null)
    throw new Error(`the run ended ${end.outcome} without a cause`)
  const [record] = await scene.query<{ outcome: string }>('select outcome from sync_runs where run_id = $1', [
    end.runId,
  ])
  if (record?.outcome !== end.outcome)
    throw new Error(`the command reports ${end.outcome}, sync_runs has ${record?.outcome}`)
  return `${lacking.length} missing`
}

/** I6: a repeat of the sync leaves every row unwritten: the same `ctid` and `xmin`. */
export async function unchangedRowsStay(scene: Scene, repeat: () => Promise<SyncEnd>): Promise<string> {
  const before = await versions(scene)
  const { outcome, cause } = await repeat()
  if (outcome !== 'succeeded') throw new Error(`the repeat ended ${outcome}: ${cause}`)
  const after = await versions(scene)
  const written = Object.keys(before).filter((table) => before[table] !== after[table])
  if (written.length > 0) throw new Error(`the repeat wrote rows of ${written.join(', ')}`)
  return 'a repeat wrote no row'
}
