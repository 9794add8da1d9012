import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { printable } from '../text/printable.js'
import type { Dataset } from './dataset.js'
import { boxScores } from './nba/box-scores.js'
import { schedule } from './nba/games.js'
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

/** One dataset by its name. Throws a UserError (exit 2). */
export function datasetOf(source: SourceName, name: string): Dataset {
  const found = CATALOGUE[source].find((dataset) => dataset.name === name)
  if (!found) {
    const known = CATALOGUE[source].map((dataset) => dataset.name).join(', ')
    throw new UserError(`'${printable(name)}' is not a dataset of ${source}; one of ${known}.`, 2)
  }
  return found
}
