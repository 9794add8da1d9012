import type { SourceName } from '../contracts/source-names.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import type { SeasonType } from '../season/season.js'
import { CATALOGUE } from './catalogue.js'

/** What a game that has ended brings; a source may lack some of it. */
const OF_A_GAME: readonly string[] = [
  'games',
  'team_game_logs',
  'player_game_logs',
  'box_scores',
  'play_by_play',
]

/** The sync of yesterday's and today's games. */
export const todayRequest = (
  source: SourceName,
  season: string,
  seasonType: SeasonType,
  { only, pace }: { readonly only?: readonly string[] | undefined; readonly pace?: number | undefined },
): SyncRequest => ({
  source,
  season,
  seasonType,
  only: only ?? CATALOGUE[source].flatMap(({ name }) => (OF_A_GAME.includes(name) ? [name] : [])),
  narrow: { latest: true },
  ...(pace !== undefined && { pace }),
})
