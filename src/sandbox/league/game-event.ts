import type { Line } from './line.js'
import type { Side } from './side.js'

/** The state of a game at one of its events. */
export interface GameState {
  readonly period: number
  /** Seconds left in the period. */
  readonly clock: number
  readonly home: Side
  readonly away: Side
}

interface OfSide {
  readonly side: Side
}
interface OfPlayer extends OfSide {
  readonly player: Line
}

/** An event of a game. Lines and scores already include it when it is emitted. */
export type GameEvent =
  | { readonly kind: 'start' | 'end' }
  | (OfPlayer & { readonly kind: 'tip'; readonly opponent: Line; readonly to: Line })
  | (OfPlayer & {
      readonly kind: 'shot'
      readonly value: 2 | 3
      readonly made: boolean
      readonly assist: Line | undefined
    })
  | (OfPlayer & { readonly kind: 'block' | 'steal' })
  | (OfPlayer & {
      readonly kind: 'freeThrow'
      readonly n: number
      readonly of: number
      readonly made: boolean
    })
  | (OfPlayer & { readonly kind: 'foul'; readonly type: 'Personal' | 'Shooting' | 'Offensive' })
  | (OfPlayer & { readonly kind: 'substitution'; readonly out: Line })
  /** A rebound without a player is a team rebound. */
  | (OfSide & { readonly kind: 'rebound'; readonly player: Line | undefined })
  | (OfSide & {
      readonly kind: 'turnover'
      readonly player: Line | undefined
      readonly stolen: boolean
      readonly offensiveFoul: boolean
    })
