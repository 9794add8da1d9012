import { TypedSearchAttributes } from '@temporalio/common'
import { SEARCH_ATTRIBUTES } from './namespace.js'
import type { SeasonSyncInput } from './season-run.js'

/** Search attributes, memo, summary and details of a season's run, which the Web UI shows from its start. */
export function seasonStart(input: SeasonSyncInput) {
  const { season, seasonType, source, trigger, pace } = input
  const datasets = input.datasets.map(({ name }) => name)
  return {
    typedSearchAttributes: new TypedSearchAttributes([
      { key: SEARCH_ATTRIBUTES.season, value: season },
      { key: SEARCH_ATTRIBUTES.seasonType, value: seasonType },
      { key: SEARCH_ATTRIBUTES.source, value: source },
      { key: SEARCH_ATTRIBUTES.trigger, value: trigger },
      { key: SEARCH_ATTRIBUTES.outcome, value: 'running' },
    ]),
    memo: { season, seasonType, source, trigger, datasets },
    staticSummary: `Sync of ${season} ${seasonType} from ${source}`,
    staticDetails: `Datasets: ${datasets.join(', ')}.\n\nPace: ${pace === undefined ? "the source's default" : `${pace} requests/s`}. Started: ${trigger}.`,
  }
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
