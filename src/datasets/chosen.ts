import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { seasonOf, startYear, type SeasonScope } from '../season/season.js'
import { CATALOGUE, datasetOf, findDataset, plainName, unknownDataset } from './catalogue.js'
import { GROUPS, type Dataset } from './dataset.js'

/** What `--only` calls all datasets of a source. */
export const ALL = 'all'

/**
 * The datasets that names mean, by their present names: of datasets, of groups, or all. A name that is both one of a
 * dataset and, but for '-' and '_', one of a group means what it is letter for letter: `box_scores` the dataset,
 * `box-scores` the group. Throws a UserError (exit 2) for an unknown name.
 */
export const chosenDatasets = (source: SourceName, names: readonly string[]): readonly string[] => [
  ...new Set(names.flatMap((name) => meantBy(source, name).map((dataset) => dataset.name))),
]

function meantBy(source: SourceName, name: string): readonly Dataset[] {
  const exact = findDataset(source, name)
  if (exact !== undefined) return [exact]
  const letters = name.toLowerCase()
  const group = GROUPS.find((each) => each === letters)
  if (group === undefined) {
    if (letters === ALL) return CATALOGUE[source]
    if (CATALOGUE[source].some((dataset) => plainName(dataset.name) === plainName(name)))
      return [datasetOf(source, name)]
  }
  const meant = group ?? GROUPS.find((each) => plainName(each) === plainName(name))
  if (meant === undefined) throw unknownDataset(source, name, [...GROUPS, ALL])
  const found = CATALOGUE[source].filter((dataset) => dataset.group === meant)
  if (found.length === 0) throw new UserError(`${source} has no dataset of the group ${meant}.`, 2)
  return found
}

/** Whether the endpoint of a dataset has data for a season and type. */
export const isOffered = ({ since, seasonTypes }: Dataset, { season, seasonType }: SeasonScope): boolean =>
  since <= startYear(season) && (seasonTypes?.includes(seasonType) ?? true)

/** Those of the named datasets that do not exist for a season and type: they are neither asked for nor missing. */
export const notOffered = (
  source: SourceName,
  scope: SeasonScope,
  names: readonly string[] = [],
): readonly string[] =>
  chosenDatasets(source, names).filter((name) => !isOffered(datasetOf(source, name), scope))

/** 'not offered for 2010-11 Regular Season: box_score_hustle (since 2015-16)' */
export const notOfferedText = (source: SourceName, scope: SeasonScope, names: readonly string[]): string =>
  `not offered for ${scope.season} ${scope.seasonType}: ${names.map((name) => `${name} (${offer(datasetOf(source, name))})`).join(', ')}`

/** 'box_score_hustle in 5 seasons (since 2015-16)'; '' where each season has all the named datasets. */
export const lackingText = (
  source: SourceName,
  seasons: readonly SeasonScope[],
  names: readonly string[],
): string =>
  names
    .flatMap((name) => {
      const dataset = findDataset(source, name)
      const without = seasons.filter((scope) => dataset !== undefined && !isOffered(dataset, scope)).length
      if (dataset === undefined || without === 0) return []
      return [`${name} in ${without} ${without === 1 ? 'season' : 'seasons'} (${offer(dataset)})`]
    })
    .join(', ')

/** 'since 1970-71, only Regular Season' */
const offer = ({ since, seasonTypes }: Dataset): string =>
  [`since ${seasonOf(since)}`, ...(seasonTypes === undefined ? [] : [`only ${seasonTypes.join(', ')}`])].join(
    ', ',
  )
