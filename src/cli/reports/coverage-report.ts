import { COMMAND } from '../../contracts/next-step.js'
import { isThere, type Coverage, type CoveredSeason } from '../../runs/coverage.js'
import type { CoveredDataset } from '../../runs/covered.js'
import { localTime } from '../../text/local-time.js'
import { table, thousands, type CellText } from '../terminal.js'

/** Up to so many seasons are told dataset by dataset without being named. */
const IN_DETAIL = 3

/** What the database has: dataset by dataset, or, of many seasons, a line for each. */
export function coverageText(coverage: Coverage, { inDetail }: { readonly inDetail: boolean }): string {
  const { source, seasons, ofAllSeasons } = coverage
  const all = ofAllSeasons.map(({ table: name, rows }) => `${name} ${thousands(rows)}`).join(', ')
  const rest = all === '' ? [] : [`Rows that belong to no season: ${all}`]
  if (inDetail || seasons.length <= IN_DETAIL)
    return [...seasons.map((season) => seasonText(season)), ...rest].join('\n\n')
  const [first] = seasons
  return [
    table(
      ['season', 'type', 'games', 'rows', 'whole', 'missing', 'accepted', 'synced', 'not whole'],
      seasons.map((season) => seasonRow(season)),
    ),
    ...rest,
    `Dataset by dataset: ${COMMAND.coverage({ source, season: first?.season })}`,
  ].join('\n\n')
}

/** '2018-19 Regular Season: 1,230 games', a line for each dataset of which there is something, and the names of the others. */
function seasonText({ season, seasonType, games, datasets }: CoveredSeason): string {
  const named = (state: CoveredDataset['state']): string =>
    datasets.flatMap((each) => (each.state === state ? [each.name] : [])).join(', ')
  const there = datasets.filter((each) => isThere(each))
  const others = (['not synced', 'not offered'] as const).flatMap((state) =>
    named(state) === '' ? [] : [`${state}: ${named(state)}`],
  )
  const lines = withoutZeros(
    [
      'dataset',
      'state',
      'rows',
      'games',
      'missing',
      'conflicts',
      'held',
      'quarantined',
      'accepted',
      'synced',
      'verified by',
    ],
    there.map((each) => [
      each.name,
      each.state,
      each.rows ?? '',
      gamesText(each),
      each.missing,
      each.conflicts,
      each.held,
      each.quarantined,
      each.accepted,
      each.syncedAt === null ? '' : localTime(each.syncedAt).slice(0, DAY),
      each.verifiedBy ?? 'nothing',
    ]),
  )
  return [
    `${season} ${seasonType}${games === 0 ? '' : `: ${thousands(games)} games`}`,
    ...(there.length === 0 ? [] : [lines]),
    ...others,
  ].join('\n')
}

/** Characters of a time that are its day. */
const DAY = 10

const gamesText = ({ games }: CoveredDataset): string =>
  games === null
    ? ''
    : games.have === games.want
      ? thousands(games.have)
      : `${thousands(games.have)} of ${thousands(games.want)}`

/** A table without the columns of counts that are 0 in every row. */
function withoutZeros(head: readonly string[], rows: readonly (readonly CellText[])[]): string {
  const kept = head.map((title, at) => title === 'missing' || rows.some((row) => row[at] !== 0))
  const some = <T>(list: readonly T[]): T[] => list.filter((_, at) => kept[at])
  return table(
    some(head),
    rows.map((row) => some(row)),
  )
}

function seasonRow({ season, seasonType, games, datasets }: CoveredSeason): CellText[] {
  const there = datasets.filter((each) => isThere(each))
  const sum = (of: (dataset: CoveredDataset) => number): number =>
    there.reduce((total, each) => total + of(each), 0)
  const oldest = there.flatMap(({ syncedAt }) => syncedAt ?? []).toSorted((a, b) => Number(a) - Number(b))[0]
  return [
    season,
    seasonType,
    games,
    sum(({ rows }) => rows ?? 0),
    there.filter(({ state }) => state === 'whole').length,
    sum(({ missing, conflicts, held }) => missing + conflicts + held),
    sum(({ accepted }) => accepted),
    oldest === undefined ? '' : localTime(oldest).slice(0, DAY),
    notWhole(there),
  ]
}

/** States in which a person may want to do something: their datasets are named. */
const NAMED: readonly CoveredDataset['state'][] = ['failed', 'partial', 'cancelled']
const COUNTED: readonly CoveredDataset['state'][] = ['running', 'waiting', 'stored']
/** Datasets of a state that a line names. */
const MOST_NAMES = 3

/** 'partial: box_scores (1,229 of 1,230 games); 2 running' */
function notWhole(there: readonly CoveredDataset[]): string {
  const inState = (state: CoveredDataset['state']): readonly CoveredDataset[] =>
    there.filter((each) => each.state === state)
  return [
    ...NAMED.flatMap((state) => {
      const names = inState(state).map((each) => nameWithGames(each))
      if (names.length === 0) return []
      const more = names.length - MOST_NAMES
      return [`${state}: ${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
    }),
    ...COUNTED.flatMap((state) => (inState(state).length === 0 ? [] : [`${inState(state).length} ${state}`])),
  ].join('; ')
}

const nameWithGames = (each: CoveredDataset): string =>
  each.games !== null && each.games.have < each.games.want
    ? `${each.name} (${gamesText(each)} games)`
    : each.name
