import type { RecordedPlayer } from './game.js'

/** A box score in whole minutes is rounded to the nearest; the play-by-play's own clock is rounded, too. */
export const ROUNDED_SECONDS = 31
/** With seconds, the box score and the tenths of the play-by-play differ by one; older clocks lack the tenths of every substitution. */
export const EXACT_SECONDS = 10

/** The least and the most seconds of each player that agree with the box score. */
export function withinMinutes(players: readonly RecordedPlayer[]): {
  readonly least: (playerId: number) => number
  readonly most: (playerId: number) => number
} {
  const tolerance = players.every(({ seconds }) => seconds % 60 === 0) ? ROUNDED_SECONDS : EXACT_SECONDS
  const played = new Map(players.map(({ playerId, seconds }) => [playerId, seconds]))
  return {
    least: (playerId) => (played.get(playerId) ?? 0) - tolerance,
    most: (playerId) => (played.get(playerId) ?? 0) + tolerance,
  }
}
