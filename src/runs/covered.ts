import type { Outcome } from '../contracts/outcome.js'
import { isOffered } from '../datasets/chosen.js'
import type { Dataset } from '../datasets/dataset.js'
import type { Check } from '../datasets/kit/verify.js'
import type { SeasonScope } from '../season/season.js'
import type { LatestFindings } from '../store/coverage/found.js'
import type { StoredOfDataset } from '../store/coverage/stored-of-datasets.js'

/**
 * How a dataset of a season stands. `whole`: its latest sync found nothing missing, wrong, in conflict or held that is not
 * accepted, and it has rows of every game that was played. `waiting`: an open backfill has yet to bring it. `stored`:
 * there are rows, and no sync of the whole season.
 */
export type CoverageState =
  Exclude<Outcome, 'succeeded'> | 'whole' | 'waiting' | 'stored' | 'not synced' | 'not offered'

/** A dataset in a season and type. */
export interface CoveredDataset {
  readonly name: string
  readonly group: string | null
  readonly state: CoverageState
  /** Rows of the season, counted; null: the dataset's rows tell no season. */
  readonly rows: number | null
  readonly tables: readonly { readonly table: string; readonly rows: number }[]
  /** Played games with rows, of all that were played; null: the dataset is not about games, or no game is known. */
  readonly games: { readonly have: number; readonly want: number } | null
  /** Findings of the latest sync of the whole season, but for what is accepted by now. */
  readonly missing: number
  readonly conflicts: number
  readonly held: number
  readonly quarantined: number
  readonly accepted: number
  readonly verifiedBy: string | null
  /** That sync, and the reason why it was not whole. */
  readonly runId: string | null
  readonly cause: string | null
  /** End of the latest sync that brought the dataset, whole or in part. */
  readonly syncedAt: Date | null
}

/** What is known of a dataset in a season and type. */
export interface Known {
  readonly stored: StoredOfDataset
  /** Number of games that were played. */
  readonly played: number
  readonly found: LatestFindings | undefined
  readonly isRunning: boolean
  readonly isWaiting: boolean
  readonly syncedAt: Date | undefined
}

/** Puts together what is known of a dataset in a season and type. */
export function covered(dataset: Dataset, scope: SeasonScope, known: Known): CoveredDataset {
  const { stored, found, played } = known
  return {
    name: dataset.name,
    group: dataset.group ?? null,
    state: stateOf(dataset, scope, known),
    rows: stored.rows,
    tables: stored.tables,
    games: stored.games === undefined || played === 0 ? null : { have: stored.games.have, want: played },
    missing: found?.missing ?? 0,
    conflicts: found?.conflicts ?? 0,
    held: found?.held ?? 0,
    quarantined: found?.quarantined ?? 0,
    accepted: found?.accepted ?? 0,
    verifiedBy: found?.verifiedBy ?? null,
    runId: found?.runId ?? null,
    cause: found?.cause ?? null,
    syncedAt: known.syncedAt ?? null,
  }
}

function stateOf(dataset: Dataset, scope: SeasonScope, known: Known): CoverageState {
  const { stored, found, isRunning, isWaiting } = known
  if (isRunning) return 'running'
  if (found?.outcome === 'failed') return 'failed'
  if (found !== undefined && found.outcome !== 'cancelled')
    return isWhole(found) && !lacks(dataset, stored, found) ? 'whole' : 'partial'
  if (isWaiting) return 'waiting'
  if (found !== undefined) return 'cancelled'
  if ((stored.rows ?? 0) > 0) return 'stored'
  return isOffered(dataset, scope) ? 'not synced' : 'not offered'
}

/** Whether nothing of what a sync found counts any more. */
const isWhole = ({ outcome, missing, conflicts, held, quarantined, accepted }: LatestFindings): boolean =>
  outcome === 'succeeded' || (missing + conflicts + held + quarantined === 0 && accepted > 0)

/** Whether the stored rows are fewer than the latest sync says: games were played since, or rows are lost. */
function lacks(
  { verify }: Dataset,
  { rows, games }: StoredOfDataset,
  { accepted, hadRows }: LatestFindings,
): boolean {
  if (rows === 0 && hadRows) return true
  return verify.some((check) => isOfEveryGame(check)) && (games?.lacking ?? 0) > accepted
}

const OF_EVERY_GAME: readonly Check['kind'][] = [
  'every-played-game',
  'two-lines-a-game',
  'players-of-both-teams',
  'games-and-lines',
]

/** Whether a check says that each game that was played has rows. */
const isOfEveryGame = ({ kind, noted }: Check): boolean => noted !== true && OF_EVERY_GAME.includes(kind)
