import { play } from '../../league/game.js'
import { gameAsked } from './game-asked.js'
import { PlayByPlay } from './play-by-play-actions.js'
import { meta, type Question } from './question.js'

/**
 * playbyplayv3: the game played again, event for event; its counts are those of the box score. Null for a game that
 * has not been played.
 */
export function playByPlayAnswer(question: Question): object {
  const { asOf, param } = question
  const asked = gameAsked(question)
  if (!asked) return { meta: meta(asOf, `games/${param('GameID')}/playbyplay`), game: null }
  const actions = new PlayByPlay(asked.season, asked.game)
  play(asked.game.sheet, (event, at) => actions.add(event, at))
  return {
    meta: meta(asOf, `games/${asked.game.id}/playbyplay`),
    game: { gameId: asked.game.id, videoAvailable: 1, actions: actions.all },
  }
}
