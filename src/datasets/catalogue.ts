import { canonicalName } from '../contracts/dataset-names.js'
import type { SourceName } from '../contracts/source-names.js'
import type { Dataset } from './dataset.js'
import { boxScores } from './nba/box-scores.js'
import { games } from './nba/games.js'
import { playByPlay } from './nba/play-by-play.js'
import { playerGameLogs } from './nba/player-game-logs.js'
import { playerSeasons } from './nba/player-seasons.js'
import { players } from './nba/players.js'
import { standings } from './nba/standings.js'
import { teamGameLogs } from './nba/team-game-logs.js'
import { teams } from './nba/teams.js'
import { restGames } from './rest/games.js'
import { restPlayers } from './rest/players.js'

const NBA: readonly Dataset[] = [
  games,
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

/** One dataset by its name, the present or a former one. Throws a sentence. */
export function datasetOf(source: SourceName, name: string): Dataset {
  const present = canonicalName(name)
  const found = CATALOGUE[source].find((dataset) => dataset.name === present)
  if (!found) {
    const known = CATALOGUE[source].map((dataset) => dataset.name).join(', ')
    throw new Error(`'${name}' is not a dataset of ${source}; one of ${known}`)
  }
  return found
}
