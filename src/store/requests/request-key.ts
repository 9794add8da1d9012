import type { SourceName } from '../../contracts/source-names.js'
import type { DatasetRequest } from '../../datasets/dataset.js'

/** Source, endpoint and canonical parameters (sorted, as text): two requests with the same key ask the same. */
export function requestKey(source: SourceName, request: DatasetRequest): string {
  const params = Object.entries(request.params)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return `${source} ${request.service}${request.path}?${params.join('&')}`
}
