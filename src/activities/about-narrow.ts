import type pg from 'pg'
import { canonicalName } from '../contracts/dataset-names.js'
import type { SeasonSyncInput } from '../contracts/season-run.js'
import { narrowedGames, requestSubjects } from '../store/requests/narrow.js'
import type { Finding } from '../store/runs/findings.js'

/** The dataset whose rows say which games there are. */
const GAMES = 'games'

/** Whether a finding about something is a matter of a run. */
export type IsAbout = (subject: string) => boolean

/**
 * What a narrowed run is about: its games, its team, and what it asked for. What it did not ask for is no matter of its
 * outcome. Undefined of a run that is not narrowed.
 */
export async function aboutNarrow(
  pool: pg.Pool,
  input: SeasonSyncInput,
  runId: string,
  dataset: string,
): Promise<IsAbout | undefined> {
  const { narrow } = input
  if (narrow === undefined) return undefined
  const { games, teamId } = await narrowedGames(pool, input, narrow)
  const asked = await requestSubjects(pool, runId, dataset)
  return (subject) =>
    games.has(subject) ||
    asked.has(subject) ||
    (teamId !== undefined && [teamId, `team ${teamId}`].includes(subject))
}

/** The games that a run asked for by their ids and that are in no source: they are missing. */
export async function unknownGames(
  pool: pg.Pool,
  input: SeasonSyncInput,
  dataset: string,
): Promise<readonly Finding[]> {
  const { narrow } = input
  if (narrow?.games === undefined || canonicalName(dataset) !== GAMES) return []
  const { games } = await narrowedGames(pool, input, narrow)
  const detail =
    narrow.team === undefined ? 'no source has this game' : `no source has this game of ${narrow.team}`
  return narrow.games
    .filter((id) => !games.has(id))
    .map((subject) => ({ dataset, kind: 'missing', subject, detail }))
}
