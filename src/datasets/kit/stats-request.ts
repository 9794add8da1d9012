import type { DatasetRequest } from '../dataset.js'

/** A request to an endpoint of stats.nba.com. */
export function statsRequest(
  endpoint: string,
  params: Readonly<Record<string, string>>,
  label: string,
): DatasetRequest {
  return { service: 'stats', endpoint, path: `/stats/${endpoint}`, params, label }
}
