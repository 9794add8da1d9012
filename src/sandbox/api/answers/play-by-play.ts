import { play } from '../../league/game.js'
import { meta, type ApiRequest } from './api-request.js'
import { PlayByPlay } from './play-by-play-actions.js'
import { requestedGame } from './requested-game.js'

/**
 * playbyplayv3: the game is replayed event by event, so its counts equal those of the box score. Null for a game not
 * played yet.
 */
export function playByPlayAnswer(request: ApiRequest): object {
  const { asOf, param } = request
  const asked = requestedGame(request)
  if (!asked) return { meta: meta(asOf, `games/${param('GameID')}/playbyplay`), game: null }
  const actions = new PlayByPlay(asked.season, asked.game)
  play(asked.game.sheet, (event, at) => actions.add(event, at))
  return {
    meta: meta(asOf, `games/${asked.game.id}/playbyplay`),
    game: { gameId: asked.game.id, videoAvailable: 1, actions: actions.all },
  }
}
