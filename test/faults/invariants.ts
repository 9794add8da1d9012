import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { contents, versions } from '../real/tables.js'
import { everyAttemptIsRecorded, noRequestTooMany } from './attempts.js'
import type { Scene, SyncEnd } from './harness/scene.js'
import { undisturbed } from './harness/undisturbed.js'

/**
 * What holds after every fault, as facts for the table; each fails with a sentence that says what does not. I1 to I5;
 * I6 takes a repeat (`unchangedRowsStay`), I7 a reader from the start (`HalfGameWatch`).
 */
export async function holdAfterFault(scene: Scene, ...ends: readonly SyncEnd[]): Promise<string[]> {
  workersLived(scene)
  return [
    ...ends.map(({ outcome }) => `the run ${outcome}`),
    ...(await Promise.all(ends.map((end) => noFalseGreen(scene, end)))),
    await tablesAreAsUndisturbed(scene),
    await nothingTwice(scene),
    await everyAttemptIsRecorded(scene),
    await noRequestTooMany(scene),
  ]
}

/** No worker ended of its own accord, whatever broke around it. */
export function workersLived({ workers }: Scene): void {
  const crash = workers.map((worker) => worker.crash).find((said) => said !== undefined)
  if (crash !== undefined) throw new Error(crash)
}

/** I1: the tables say what an undisturbed run leaves, provenance aside. */
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

/** I2: no key twice, and no row counted twice: what the merges say they inserted is what is there. */
export async function nothingTwice(scene: Scene): Promise<string> {
  const tables = new Map(
    CATALOGUE.nba.flatMap((dataset) => dataset.tables).map((table) => [table.name, table.key]),
  )
  for (const [table, key] of tables) {
    // Counted from the rows themselves: an index that is broken would say what it believes.
    const [row] = await scene.query<{ n: number; there: number; counted: number }>(
      `select (select count(*) from (select from ${table} group by ${key.join(', ')} having count(*) > 1) d)::int as n,
         (select count(*) from ${table})::int as there,
         (select coalesce(sum(inserted - removed), 0) from sync_merges where table_name = $1)::int as counted`,
      [table],
    )
    if (row === undefined || row.n > 0) throw new Error(`${row?.n} keys of ${table} are there twice`)
    if (row.counted !== row.there)
      throw new Error(`${table} has ${row.there} rows, the merges count ${row.counted}`)
  }
  return 'no key twice, every row counted once'
}

/** I3: a run that says `succeeded` lacks nothing, one that lacks something names it. */
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
    throw new Error(`the run says succeeded, but ${lacking.length} things are missing: ${first.what}`)
  if (end.outcome !== 'succeeded' && end.cause === null)
    throw new Error(`the run ended ${end.outcome} and does not say why`)
  const [record] = await scene.query<{ outcome: string }>('select outcome from sync_runs where run_id = $1', [
    end.runId,
  ])
  if (record?.outcome !== end.outcome)
    throw new Error(`sync says ${end.outcome}, the record ${record?.outcome}`)
  return `${lacking.length} missing`
}

/** I6: a repeat of the sync leaves every row where and as it was, its `xmin` with it. */
export async function unchangedRowsStay(scene: Scene, repeat: () => Promise<SyncEnd>): Promise<string> {
  const before = await versions(scene)
  const { outcome, cause } = await repeat()
  if (outcome !== 'succeeded') throw new Error(`the repeat ended ${outcome}: ${cause}`)
  const after = await versions(scene)
  const written = Object.keys(before).filter((table) => before[table] !== after[table])
  if (written.length > 0) throw new Error(`the repeat wrote rows of ${written.join(', ')}`)
  return 'a repeat wrote no row'
}
