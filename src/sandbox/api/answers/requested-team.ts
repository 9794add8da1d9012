import type { Season } from '../../league/season.js'
import { requestedSeason, type ApiRequest } from './api-request.js'

/** The team named by the parameter `TeamID`, by its index, in the requested season; undefined when the season lacks it. */
export function requestedTeam(
  request: ApiRequest,
): { readonly season: Season; readonly team: number } | undefined {
  const season = requestedSeason(request)
  const team = season?.teams.findIndex(({ id }) => String(id) === request.param('TeamID')) ?? -1
  return season === undefined || team < 0 ? undefined : { season, team }
}
