import { scopeOfGame } from '../../season/season.js'
import { LEFT_OUT, type Judge } from './define.js'
import { Refusal, type Draft } from './reader.js'

/**
 * Season and type of a row are in its game's id: one of another season is refused, with the words that name what told
 * so; one of another type is another run's.
 */
export const ofItsGame =
  (told: (row: Draft) => string): Judge =>
  (row, { scope }) => {
    const game = scopeOfGame(String(row.game_id))
    if (game?.season !== scope.season) return anotherSeason(told(row))
    return game.seasonType === scope.seasonType ? undefined : LEFT_OUT
  }

export const anotherSeason = (told: string): Refusal => new Refusal(`belongs to another season (${told})`)
