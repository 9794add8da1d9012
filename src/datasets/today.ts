import type { SourceName } from '../contracts/source-names.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import type { SeasonType } from '../season/season.js'
import { CATALOGUE } from './catalogue.js'
import { isOffered } from './chosen.js'

/** What a game brings that has ended, or is under way; a source may lack some of it. */
const OF_A_GAME: readonly string[] = [
  'games',
  'team_game_logs',
  'player_game_logs',
  'box_scores',
  'play_by_play',
  'live_box_scores',
  'live_play_by_play',
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
  only:
    only ??
    CATALOGUE[source].flatMap((dataset) =>
      OF_A_GAME.includes(dataset.name) && isOffered(dataset, { season, seasonType }) ? [dataset.name] : [],
    ),
  narrow: { latest: true },
  ...(pace !== undefined && { pace }),
})
