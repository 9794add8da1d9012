import type { CoveredSeason } from '../../../runs/coverage.js'
import type { CoverageState, CoveredDataset } from '../../../runs/covered.js'
import { localTime } from '../../../text/local-time.js'
import { thousands } from '../../terminal.js'

/** The sign of each state. */
export const SIGNS: Readonly<Record<CoverageState, string>> = {
  whole: '✓',
  partial: '!',
  failed: '✕',
  cancelled: '⊘',
  running: '↻',
  waiting: '…',
  stored: '○',
  'not synced': '·',
  'not offered': '–',
}

const isState = (text: string): text is CoverageState => Object.hasOwn(SIGNS, text)

/** All states, in the order of the legend. */
export const STATES: readonly CoverageState[] = Object.keys(SIGNS).filter((text) => isState(text))

/** What each state means. */
export const MEANINGS: Readonly<Record<CoverageState, string>> = {
  whole: 'whole',
  partial: 'partial: something is missing, wrong, in conflict or held',
  failed: 'its latest sync failed',
  cancelled: 'its latest sync was cancelled',
  running: 'being synced',
  waiting: 'a backfill has yet to bring it',
  stored: 'rows without a sync of the whole season',
  'not synced': 'never synced',
  'not offered': 'not offered by the source',
}

/** What the page says of a cell: a title, and names with values. */
export type Facts = readonly [title: string, lines: readonly (readonly [name: string, value: string])[]]

export function factsOf({ season, seasonType }: CoveredSeason, dataset: CoveredDataset): Facts {
  const { state, rows, games, tables, verifiedBy, cause, syncedAt, runId } = dataset
  const counts = (['missing', 'conflicts', 'held', 'quarantined', 'accepted'] as const).flatMap((name) =>
    dataset[name] === 0 ? [] : [[name, thousands(dataset[name])] as const],
  )
  const given = (name: string, value: string | null): readonly (readonly [string, string])[] =>
    value === null || value === '' ? [] : [[name, value]]
  return [
    `${dataset.name}, ${season} ${seasonType}`,
    [
      ['state', MEANINGS[state]],
      ...given('rows', rows === null || rows === 0 ? null : thousands(rows)),
      ...(tables.length > 1
        ? given('tables', tables.map((each) => `${each.table} ${thousands(each.rows)}`).join(', '))
        : []),
      ...given('games', games && `${thousands(games.have)} of ${thousands(games.want)}`),
      ...counts,
      ...given('verified by', runId === null ? null : (verifiedBy ?? 'nothing')),
      ...given('synced', syncedAt && localTime(syncedAt)),
      ...given('reason', cause),
      ...given('run', runId),
    ],
  ]
}

/** The short text of a cell: the games, of those that there should be, otherwise the rows. */
export function shortText({ state, games, rows }: CoveredDataset): readonly string[] {
  if (state === 'not synced' || state === 'not offered') return []
  if (games === null) return rows === null || rows === 0 ? [] : [short(rows)]
  return games.have === games.want ? [short(games.have)] : [short(games.have), `of ${short(games.want)}`]
}

/** 26101 -> '26k' */
const short = (n: number): string =>
  n < 10_000 ? thousands(n) : n < 1_000_000 ? `${Math.floor(n / 1000)}k` : `${(n / 1e6).toFixed(1)}M`
