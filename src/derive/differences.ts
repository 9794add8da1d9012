import { SIDES, type RecordedGame } from './game.js'
import type { Stint } from './stints.js'

/** What the stints of a game and its box score say differently. */
export interface Differences {
  /** The most seconds by which a player's minutes differ. */
  readonly seconds: number
  /** Players whose plus/minus differs. */
  readonly plusMinus: number
}

/** Compares each player's time and plus/minus by the stints with the box score. */
export function differencesOf({ sides }: RecordedGame, stints: readonly Stint[]): Differences {
  const off = SIDES.flatMap((side) =>
    sides[side].players.map(({ playerId, seconds, plusMinus }) => {
      const played = stints.filter(({ fives }) => fives[side].includes(playerId))
      const time = played.reduce((sum, { start, end }) => sum + end - start, 0)
      const won = played.reduce((sum, { points }) => sum + points[side] - points[side === 0 ? 1 : 0], 0)
      return { seconds: Math.abs(time - seconds), plusMinus: plusMinus !== null && won !== plusMinus }
    }),
  )
  return {
    seconds: Math.round(Math.max(0, ...off.map(({ seconds }) => seconds)) * TENTHS) / TENTHS,
    plusMinus: off.filter(({ plusMinus }) => plusMinus).length,
  }
}

const TENTHS = 10
