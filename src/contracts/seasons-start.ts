import { seasonsTitle } from '../season/seasons-title.js'
import { startAttributes } from './season-start.js'
import { kindOf, type SeasonsSyncInput } from './seasons-run.js'

/** Search attributes, memo, summary and details of a backfill, which the Web UI shows from its start. */
export function seasonsStart({ source, trigger, request, seasons, window }: SeasonsSyncInput) {
  const { season, seasonType } = seasonsTitle(seasons)
  const datasets = [...(request.only ?? [])]
  return {
    typedSearchAttributes: startAttributes({ season, seasonType, source, trigger }),
    memo: { season, seasonType, source, trigger, datasets },
    staticSummary: `${kindOf({ trigger }) === 'backfill' ? 'Backfill' : 'Sync'} of ${season} ${seasonType} from ${source}`,
    staticDetails: `${seasons.length} seasons, ${window} at a time; each is a workflow of its own, see Relationships.\n\nDatasets: ${datasets.join(', ') || 'those of every sync'}. Pace: ${request.pace === undefined ? "the source's default" : `${request.pace} requests/s`}.`,
  }
}
