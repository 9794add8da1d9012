import { canonicalName } from '../contracts/dataset-names.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SeasonSyncInput } from '../contracts/season-run.js'
import { UserError } from '../errors.js'
import { gameNames } from '../store/completeness/game-names.js'
import type { Database } from '../store/database/database.js'
import { heldRows, type HeldRows } from '../store/merge/held-findings.js'
import { latestVerified, type RunRecord } from '../store/runs/history.js'

/** What `--accept-removals` would remove or empty, by the answers of a run that kept it. */
export interface Removals {
  readonly run: RunRecord
  readonly held: readonly (HeldRows & {
    /** 'NOP @ BOS 2018-12-10'; null: not a game, or its teams are not stored. */
    readonly game: string | null
  })[]
}

/** The removals that a run held. */
export async function removalsOf({ pool }: Database, run: RunRecord): Promise<Removals> {
  const held = await heldRows(pool, run.runId)
  const names = await gameNames(
    pool,
    held.map(({ subject }) => subject),
  )
  return { run, held: held.map((each) => ({ ...each, game: names.get(each.subject) ?? null })) }
}

/**
 * The removals that the latest verified run of a season held, in the datasets of a sync. Throws a UserError (exit 2) for
 * a season without such a run.
 */
export async function removalsOfSeason(database: Database, sync: SeasonSyncInput): Promise<Removals> {
  const { season, seasonType, datasets } = sync
  const run = await latestVerified(database.pool, sync)
  if (run === undefined)
    throw new UserError(
      `No sync of ${season} ${seasonType} has ended yet; start one with: ${COMMAND.sync(sync)}`,
      2,
    )
  const { held } = await removalsOf(database, run)
  const names = datasets.map(({ name }) => name)
  return { run, held: held.filter(({ dataset }) => names.includes(canonicalName(dataset))) }
}
