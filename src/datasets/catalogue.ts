import type { SourceName } from '../sources/source.js'
import { boxScores } from './box-scores.js'
import type { Dataset } from './dataset.js'
import { playByPlay } from './play-by-play.js'
import { playerGameLogs } from './player-game-logs.js'
import { playerSeasons } from './player-seasons.js'
import { players } from './players.js'
import { restGames } from './rest-games.js'
import { restPlayers } from './rest-players.js'
import { schedule } from './schedule.js'
import { startYear, type SeasonScope } from './season.js'
import { standings } from './standings.js'
import { teamGameLogs } from './team-game-logs.js'
import { teams } from './teams.js'

const NBA: readonly Dataset[] = [
  schedule,
  teamGameLogs,
  playerGameLogs,
  teams,
  players,
  playerSeasons,
  standings,
  boxScores,
  playByPlay,
]

/** The datasets of each source, in the order in which people see them. */
export const CATALOGUE: Readonly<Record<SourceName, readonly Dataset[]>> = {
  nba: NBA,
  sandbox: NBA,
  rest: [restPlayers, restGames],
}

/** Whether a name is that of a source. */
export const isSource = (name: string): name is SourceName => Object.hasOwn(CATALOGUE, name)

/** One dataset by its name. Throws a sentence. */
export function datasetOf(source: SourceName, name: string): Dataset {
  const found = CATALOGUE[source].find((dataset) => dataset.name === name)
  if (!found) {
    const known = CATALOGUE[source].map((dataset) => dataset.name).join(', ')
    throw new Error(`'${name}' is not a dataset of ${source}; one of ${known}`)
  }
  return found
}

/**
 * The datasets of a run in the catalogue's order: those named and what they need, or those of every sync. Leaves out
 * what the endpoint has no data for (earlier seasons, other season types). Throws a sentence for an unknown name.
 */
export function selectDatasets(
  source: SourceName,
  scope: SeasonScope,
  only?: readonly string[],
): readonly Dataset[] {
  const wanted = new Set<string>()
  const want = (name: string): void => {
    if (wanted.has(name)) return
    wanted.add(name)
    datasetOf(source, name).needs.forEach(want)
  }
  const named =
    only ?? CATALOGUE[source].filter((dataset) => dataset.byDefault).map((dataset) => dataset.name)
  named.forEach(want)
  return CATALOGUE[source].filter(
    (dataset) =>
      wanted.has(dataset.name) &&
      dataset.since <= startYear(scope.season) &&
      (dataset.seasonTypes?.includes(scope.seasonType) ?? true),
  )
}
