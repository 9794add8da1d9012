import type pg from 'pg'
import { canonicalName } from '../contracts/dataset-names.js'
import type { SourceName } from '../contracts/source-names.js'
import { CATALOGUE } from '../datasets/catalogue.js'
import { chosenDatasets } from '../datasets/chosen.js'
import { selectDatasets } from '../datasets/selection.js'
import { dayBefore } from '../season/calendar-date.js'
import {
  easternToday,
  FIRST_SEASON_YEAR,
  SEASON_TYPES,
  seasonOf,
  seasonTypeOf,
  type SeasonScope,
  type SeasonType,
} from '../season/season.js'
import { seasonsOf } from '../season/season-list.js'
import type { Settings } from '../settings.js'
import { lastFound } from '../store/coverage/found.js'
import { gamesPlayed, scopeKey } from '../store/coverage/games-played.js'
import { openSteps, syncedTimes, waitingSeasons } from '../store/coverage/last-steps.js'
import { countStored } from '../store/coverage/stored-of-datasets.js'
import { covered, type CoveredDataset } from './covered.js'

/** A season and type with its datasets, in the order of the catalogue. */
export interface CoveredSeason extends SeasonScope {
  /** Games that were played, by the games or the teams' log. */
  readonly games: number
  readonly datasets: readonly CoveredDataset[]
}

/** What a database has. */
export interface Coverage {
  readonly source: SourceName
  readonly at: Date
  /** Newest first. */
  readonly seasons: readonly CoveredSeason[]
  /** Tables whose rows belong to no season. */
  readonly ofAllSeasons: readonly {
    readonly dataset: string
    readonly table: string
    readonly rows: number
  }[]
}

export interface CoverageRequest {
  readonly source: SourceName
  /** Undefined: all of which something is stored, was synced or is waited for. */
  readonly seasons?: readonly string[] | undefined
  readonly seasonType?: SeasonType | undefined
  /** Datasets or groups; undefined: those of every sync, and all of which there is something. */
  readonly only?: readonly string[] | undefined
  /** Eastern date. */
  readonly today: string
}

/** What a person or a program asks to know. */
export interface CoverageOrder extends Pick<CoverageRequest, 'only'> {
  /** '1996-97..current', '2016-17,2018-19', or one season. */
  readonly seasons?: string | undefined
  readonly seasonType?: string | undefined
}

/** Reads the seasons and the type of an order. Throws a UserError (exit 2). */
export function coverageRequest(
  { source, seasons, seasonType, only }: CoverageOrder & { readonly source: SourceName },
  settings: Settings,
): CoverageRequest {
  const today = easternToday(settings.today)
  return {
    source,
    today,
    only,
    seasons: seasons === undefined ? undefined : seasonsOf(seasons, today),
    seasonType: seasonType === undefined ? undefined : seasonTypeOf(seasonType),
  }
}

/** Counts what is stored of each dataset in each season, and reads what the latest syncs found of it. */
export async function readCoverage(pool: pg.Pool, request: CoverageRequest): Promise<Coverage> {
  const { source, seasons, only, today } = request
  const named = only && chosenDatasets(source, only)
  const datasets = CATALOGUE[source].filter(({ name }) => named?.includes(name) ?? true)
  const played = await gamesPlayed(pool, source, { seasons, before: dayBefore(today) })
  const [stored, found, open, times, waiting] = await Promise.all([
    countStored(pool, datasets, possibleScopes(request), played),
    lastFound(pool, source, seasons),
    openSteps(pool, source),
    syncedTimes(pool, source, seasons),
    waitingSeasons(pool, source),
  ])
  const games = countEach(played.scopes)
  const founds = new Map(found.map((each) => [cellKey(each), each]))
  const running = new Set(open.map((each) => cellKey(each)))
  const syncedAt = new Map(times.map((each) => [cellKey(each), each.syncedAt]))
  const waits = new Set(
    waiting.flatMap(({ request: asked, ...scope }) =>
      selectDatasets(source, scope, asked.only).map(({ name }) => cellKey({ ...scope, dataset: name })),
    ),
  )
  const all = wantedScopes([...stored.scopes, ...found, ...open, ...waiting], request).map((scope) => {
    const season = scopeKey(scope)
    return {
      ...scope,
      games: games.get(season) ?? 0,
      datasets: datasets.map((dataset) => {
        const cell = cellKey({ ...scope, dataset: dataset.name })
        return covered(dataset, scope, {
          stored: stored.of(dataset, scope),
          played: games.get(season) ?? 0,
          found: founds.get(cell),
          isRunning: running.has(cell),
          isWaiting: waits.has(cell),
          syncedAt: syncedAt.get(cell),
        })
      }),
    }
  })
  const shown = new Set([
    ...(named ?? datasets.filter(({ byDefault }) => byDefault).map(({ name }) => name)),
    ...all.flatMap((season) => season.datasets.filter(isThere).map(({ name }) => name)),
  ])
  return {
    source,
    at: new Date(),
    seasons: all.map((season) => ({
      ...season,
      datasets: season.datasets.filter(({ name }) => shown.has(name)),
    })),
    ofAllSeasons: stored.ofAllSeasons.filter(({ dataset, rows }) => shown.has(dataset) && rows > 0),
  }
}

/** Whether anything was stored or tried of a dataset. */
export const isThere = ({ state }: CoveredDataset): boolean =>
  state !== 'not synced' && state !== 'not offered'

const cellKey = ({ dataset, ...scope }: SeasonScope & { readonly dataset: string }): string =>
  `${scopeKey(scope)} ${canonicalName(dataset)}`

/** The seasons and types in which rows are looked for. */
const possibleScopes = ({ seasons, seasonType, today }: CoverageRequest): readonly SeasonScope[] =>
  (seasons ?? seasonsOf(`${seasonOf(FIRST_SEASON_YEAR)}..current`, today)).flatMap((season) =>
    SEASON_TYPES.flatMap((type) => (type === (seasonType ?? type) ? [{ season, seasonType: type }] : [])),
  )

/** The seasons and types of a request: those of which there is anything, and the named ones of which there is nothing. */
function wantedScopes(
  there: readonly { readonly season: string; readonly seasonType: string }[],
  { seasons, seasonType }: CoverageRequest,
): readonly SeasonScope[] {
  const all = new Map(
    there.map((scope) => [
      scopeKey(scope),
      { season: scope.season, seasonType: seasonTypeOf(scope.seasonType) } satisfies SeasonScope,
    ]),
  )
  for (const season of seasons ?? []) {
    const usual = { season, seasonType: seasonType ?? 'Regular Season' } as const
    if (![...all.values()].some((scope) => scope.season === season)) all.set(scopeKey(usual), usual)
  }
  return [...all.values()]
    .filter((scope) => seasons?.includes(scope.season) ?? true)
    .filter((scope) => scope.seasonType === (seasonType ?? scope.seasonType))
    .toSorted(
      (a, b) =>
        (a.season < b.season ? 1 : Number(a.season > b.season) * -1) ||
        SEASON_TYPES.indexOf(a.seasonType) - SEASON_TYPES.indexOf(b.seasonType),
    )
}

function countEach(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
