import { TypedSearchAttributes } from '@temporalio/common'
import { SEARCH_ATTRIBUTES } from './namespace.js'
import { seasonsTitle } from '../season/seasons-title.js'
import type { SeasonsSyncInput } from './seasons-run.js'

/** Search attributes, memo, summary and details of a backfill, which the Web UI shows from its start. */
export function seasonsStart({ source, trigger, request, seasons, window }: SeasonsSyncInput) {
  const { season, seasonType } = seasonsTitle(seasons)
  const datasets = [...(request.only ?? [])]
  return {
    typedSearchAttributes: new TypedSearchAttributes([
      { key: SEARCH_ATTRIBUTES.season, value: season },
      { key: SEARCH_ATTRIBUTES.seasonType, value: seasonType },
      { key: SEARCH_ATTRIBUTES.source, value: source },
      { key: SEARCH_ATTRIBUTES.trigger, value: trigger },
      { key: SEARCH_ATTRIBUTES.outcome, value: 'running' },
    ]),
    memo: { season, seasonType, source, trigger, datasets },
    staticSummary: `${trigger === 'backfill' ? 'Backfill' : 'Sync'} of ${season} ${seasonType} from ${source}`,
    staticDetails: `${seasons.length} seasons, ${window} at a time; each is a workflow of its own, see Relationships.\n\nDatasets: ${datasets.join(', ') || 'those of every sync'}. Pace: ${request.pace === undefined ? "the source's default" : `${request.pace} requests/s`}.`,
  }
}
