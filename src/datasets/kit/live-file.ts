import type { Parts } from './define.js'

/** The service cdn.nba.com of the source nba. */
const CDN = 'cdn'

/** The live files that each game has. */
export type LiveFile = 'boxscore' | 'playbyplay'

/**
 * The requests of a live file: one for each game. cdn.nba.com has them from a few minutes before the game on, and of all
 * games since 2019-20 (swar/nba_api 342).
 */
export const liveRequests = (file: LiveFile): Pick<Parts, 'services' | 'requests'> => ({
  services: [CDN],
  requests: async (_scope, stored) =>
    (await stored.playedGames()).map((game) => ({
      service: CDN,
      endpoint: liveEndpoint(file),
      path: `/static/json/liveData/${file}/${file}_${game}.json`,
      params: {},
      label: `${liveEndpoint(file)} ${game}`,
      about: game,
    })),
})

/** The name of a live file among endpoints. */
export const liveEndpoint = (file: LiveFile): string => `liveData/${file}`
