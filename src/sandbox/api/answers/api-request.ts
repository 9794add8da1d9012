import { startYear } from '../../../season/season.js'
import type { League } from '../../league/league.js'
import type { Season } from '../../league/season.js'

/** One request to the sandbox, with the league and the date that answer it. */
export interface ApiRequest {
  readonly league: League
  /** Eastern date; later games have not been played. */
  readonly asOf: string
  /** A query parameter's value; '' when the request lacks it. */
  readonly param: (name: string) => string
}

/** The season named by the parameter `Season`; undefined when the league has no such season. */
export function requestedSeason({ league, asOf, param }: ApiRequest): Season | undefined {
  try {
    return league.season(startYear(param('Season')), asOf)
  } catch {
    return undefined // '2018-20' has the form of a season
  }
}

/** A table of stats.nba.com. */
export interface Table {
  readonly name: string
  readonly headers: readonly string[]
  readonly rowSet: readonly (readonly unknown[])[]
}

export const tableBody = (resource: string, parameters: object, table: Table): object => ({
  resource,
  parameters,
  resultSets: [table],
})

/** V3 bodies carry the time of the answer: here the date's midnight, so that equal requests get equal bytes. */
export const meta = (asOf: string, request: string): object => ({
  version: 1,
  request: `http://sandbox.invalid/${request}?Format=json`,
  time: `${asOf}T00:00:00.0000Z`,
})

/** Made by attempted, with three decimals; `none` without an attempt. */
export const share = <T>(made: number, attempted: number, none: T): number | T =>
  attempted === 0 ? none : Math.round((made / attempted) * 1000) / 1000

export const oneDecimal = (value: number): number => Math.round(value * 10) / 10
