import { TypedSearchAttributes } from '@temporalio/common'
import { slugOf } from '../season/season.js'
import { seasonWorkflowId, todayWorkflowId } from './names.js'
import { SEARCH_ATTRIBUTES } from './namespace.js'
import type { Narrow, SeasonSyncInput } from './season-run.js'

/** The id of the workflow of a run, of which one runs at a time. */
export function workflowIdOf({ source, season, seasonType, narrow }: SeasonSyncInput): string {
  const id = seasonWorkflowId(source, season, slugOf(seasonType))
  return narrow?.latest === true ? todayWorkflowId(id) : id
}

/** Search attributes of what has just been started: a season's run, or a backfill with the seasons of its title. */
export const startAttributes = (of: {
  readonly season: string
  readonly seasonType: string
  readonly source: string
  readonly trigger: string
}): TypedSearchAttributes =>
  new TypedSearchAttributes([
    { key: SEARCH_ATTRIBUTES.season, value: of.season },
    { key: SEARCH_ATTRIBUTES.seasonType, value: of.seasonType },
    { key: SEARCH_ATTRIBUTES.source, value: of.source },
    { key: SEARCH_ATTRIBUTES.trigger, value: of.trigger },
    { key: SEARCH_ATTRIBUTES.outcome, value: 'running' },
  ])

/** Search attributes, memo, summary and details of a season's run, which the Web UI shows from its start. */
export function seasonStart(input: SeasonSyncInput) {
  const { season, seasonType, source, trigger, pace, narrow } = input
  const isPart = narrow !== undefined || input.fromArchive === true
  const datasets = input.datasets.map(({ name }) => name)
  return {
    typedSearchAttributes: startAttributes({ season, seasonType, source, trigger }),
    memo: { season, seasonType, source, trigger, datasets, ...(isPart && { isPart }) },
    staticSummary: `Sync of ${season} ${seasonType}${narrowText(narrow)} from ${source}`,
    staticDetails: `Datasets: ${datasets.join(', ')}.\n\nPace: ${pace === undefined ? "the source's default" : `${pace} requests/s`}. Started: ${trigger}.`,
  }
}

/** ' (games of LAL, since 2019-01-01)'; '' for a whole season. */
export function narrowText(narrow: Narrow | null | undefined): string {
  const part = partText(narrow)
  return part === '' ? '' : ` (${part})`
}

/** 'games of LAL, since 2019-01-01'; '' for a whole season. */
export function partText(narrow: Narrow | null | undefined): string {
  if (narrow === null || narrow === undefined) return ''
  const { since, until, games, team, latest } = narrow
  const parts = [
    latest === true ? "today's games" : '',
    games === undefined ? '' : games.length > 3 ? `${games.length} games` : `games ${games.join(', ')}`,
    team === undefined ? '' : `games of ${team.toUpperCase()}`,
    since === undefined ? '' : `since ${since}`,
    until === undefined ? '' : `until ${until}`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** Search attributes of the workflow of a dataset. */
export function datasetAttributes(
  { season, seasonType, source }: SeasonSyncInput,
  dataset: string,
  runId: string,
): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: SEARCH_ATTRIBUTES.season, value: season },
    { key: SEARCH_ATTRIBUTES.seasonType, value: seasonType },
    { key: SEARCH_ATTRIBUTES.source, value: source },
    { key: SEARCH_ATTRIBUTES.dataset, value: dataset },
    { key: SEARCH_ATTRIBUTES.runId, value: runId },
  ])
}
