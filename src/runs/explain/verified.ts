import type pg from 'pg'
import type { SourceName } from '../../contracts/source-names.js'
import { scopeOfGame } from '../../season/season.js'
import { lastSteps, type LastStep } from '../../store/coverage/last-steps.js'
import type { FoundRow } from '../../store/explain/rows.js'
import { narrowedStepOf, scopesOfAnswer, type VerifyingStep } from '../../store/explain/verifying-steps.js'

/** What the latest sync that verified the row said of its dataset. */
export interface VerifiedBy {
  readonly runId: string
  readonly outcome: string
  /** The sources against which it was held; null: nothing independent is stored. */
  readonly verifiedBy: string | null
}

/** Where a row comes from. */
export interface RowOfDataset extends Pick<FoundRow, 'values' | 'responseId'> {
  readonly source: SourceName
  readonly dataset: string
  /** The request whose answer brought it; null: the archive does not have the answer any more. */
  readonly requestKey: string | null
}

/** The latest verified sync of the row's season, or of some games with the row's among them; null: there was none. */
export async function verifiedBy(pool: pg.Pool, row: RowOfDataset): Promise<VerifiedBy | null> {
  const { source, dataset, values } = row
  const own = scopeOf(values)
  const scopes = own === undefined ? await scopesOfAnswer(pool, dataset, row) : [own]
  const isOfRow = (step: LastStep): boolean =>
    step.dataset === dataset &&
    scopes.some(
      ({ season, seasonType }) =>
        season === step.season && (seasonType ?? step.seasonType) === step.seasonType,
    )
  const whole = await lastSteps(pool, source, [...new Set(scopes.map(({ season }) => season))])
  const latest = latestOf([...whole.filter(isOfRow), ...(await ofItsGame(pool, row))])
  return latest === undefined
    ? null
    : { runId: latest.runId, outcome: latest.outcome, verifiedBy: latest.verifiedBy }
}

/** The season that a row tells, by itself or by its game; without a type where it tells none. */
function scopeOf({
  season,
  season_type: type,
  game_id: game,
}: FoundRow['values']): { readonly season: string; readonly seasonType?: string } | undefined {
  if (typeof season === 'string') return typeof type === 'string' ? { season, seasonType: type } : { season }
  return typeof game === 'string' ? scopeOfGame(game) : undefined
}

/** The latest sync of some games, if the row is of one of them. */
async function ofItsGame(
  pool: pg.Pool,
  { source, dataset, values: { game_id: game } }: RowOfDataset,
): Promise<readonly VerifyingStep[]> {
  const scope = typeof game === 'string' ? scopeOfGame(game) : undefined
  if (typeof game !== 'string' || scope === undefined) return []
  const step = await narrowedStepOf(pool, source, { ...scope, dataset, game })
  return step === undefined ? [] : [step]
}

/** Cancelled syncs verified nothing: one is the answer only where there is no other. */
const latestOf = (steps: readonly VerifyingStep[]): VerifyingStep | undefined =>
  steps.toSorted(
    (a, b) =>
      Number(a.outcome === 'cancelled') - Number(b.outcome === 'cancelled') ||
      Number(b.startedAt) - Number(a.startedAt),
  )[0]
