import type pg from 'pg'
import { canonicalName } from '../contracts/dataset-names.js'
import type { SeasonSyncInput } from '../contracts/season-run.js'
import type { Verification } from '../store/completeness/check.js'
import { narrowedGames, requestLabels } from '../store/requests/narrow.js'

/** The dataset whose rows say which games there are. */
const GAMES = 'games'

/**
 * What verify found about the games and the team to which a run is narrowed, and about the requests that it sent: what it
 * did not ask for is no matter of its outcome. A game that was asked for by its id and is in no source is missing.
 */
export async function aboutNarrow(
  pool: pg.Pool,
  input: SeasonSyncInput,
  runId: string,
  dataset: string,
  found: Verification,
): Promise<Verification> {
  const { narrow } = input
  if (narrow === undefined) return found
  const { games, teamId } = await narrowedGames(pool, input, narrow)
  const asked = await requestLabels(pool, runId, dataset)
  const isAbout = (subject: string): boolean =>
    games.has(subject) ||
    asked.has(subject) ||
    (teamId !== undefined && [teamId, `team ${teamId}`].includes(subject))
  const unknown = canonicalName(dataset) === GAMES ? (narrow.games ?? []).filter((id) => !games.has(id)) : []
  return {
    ...found,
    findings: [
      ...found.findings.filter(({ subject }) => isAbout(subject)),
      ...unknown.map((subject) => ({
        dataset,
        kind: 'missing' as const,
        subject,
        detail:
          narrow.team === undefined ? 'no source has this game' : `no source has this game of ${narrow.team}`,
      })),
    ],
  }
}
