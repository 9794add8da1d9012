import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { replayFolder } from './replay.js'

/** A recorded answer of the stats. */
export interface Recorded {
  readonly resultSets: readonly { name: string; headers: string[]; rowSet: unknown[][] }[]
}

/** A recorded answer by its name, 'TeamDetails'. */
export const recorded = (name: string): Recorded =>
  JSON.parse(
    gunzipSync(readFileSync(`${replayFolder}data/recordings/smoke.${name}.json.gz`)).toString(),
  ) as Recorded

/** The first row of a team in a recorded answer, by header. */
function rowOf(recording: string, team: string): Readonly<Record<string, unknown>> {
  const [first] = recorded(recording).resultSets
  const headers = first?.headers ?? []
  const row = first?.rowSet.find((values) => String(values[headers.indexOf('TEAM_ID')]) === team)
  return Object.fromEntries(headers.map((header, i) => [header, row?.[i]]))
}

/** What a team is called, by the headers of details and histories. */
export function namesOfTeam(team: string): ReadonlyMap<string, unknown> {
  const { TEAM_CITY: city, TEAM_NAME: name, START_YEAR: year } = rowOf('FranchiseHistory', team)
  return new Map<string, unknown>([
    ['CITY', city],
    ['TEAM_CITY', city],
    ['NICKNAME', name],
    ['TEAM_NAME', name],
    ['YEARFOUNDED', Number(year)],
    ['ABBREVIATION', rowOf('CommonTeamYears', team).ABBREVIATION],
  ])
}
