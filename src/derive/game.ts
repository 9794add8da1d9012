/** An action of a game's play-by-play, with the columns of `play_by_play` that tell who was on the floor. */
export interface Action {
  readonly period: number
  /** Seconds left in the period. */
  readonly secondsLeft: number
  readonly teamId: number | null
  readonly playerId: number | null
  /** The side of the action, by the source: it has that of some whose team and player it does not know. */
  readonly location: 'h' | 'v' | null
  readonly actionType: string | null
  readonly subType: string | null
  readonly description: string
  readonly shotValue: number | null
}

/** A player with minutes in the box score. */
export interface RecordedPlayer {
  readonly playerId: number
  readonly firstName: string
  readonly lastName: string
  /** Seconds played, by the box score; older ones are rounded to whole minutes. */
  readonly seconds: number
  /** What his team won while he was on the floor, by the box score. */
  readonly plusMinus: number | null
}

/** A team of a game, with its players who have minutes. */
export interface RecordedSide {
  readonly teamId: number
  /** The final score. */
  readonly points: number
  readonly players: readonly RecordedPlayer[]
}

/** The home team first. */
export type Sides<T> = readonly [home: T, away: T]
export type SideIndex = 0 | 1
export const SIDES: readonly SideIndex[] = [0, 1]
export const otherSide = (side: SideIndex): SideIndex => (side === 0 ? 1 : 0)

/** All that is known of a game before its line-ups are derived. */
export interface RecordedGame {
  readonly sides: Sides<RecordedSide>
  /** In the order of `action_id`. */
  readonly actions: readonly Action[]
  /** Line-ups that another source has at the starts of periods, by period: they are taken as they are. */
  readonly starters?: ReadonlyMap<number, Sides<readonly number[]>>
}

/** Players of a side on the floor. */
export const FIVE = 5

/** Why the line-ups of a game cannot be derived: a sentence that `verify` lists. */
export class DoesNotFit extends Error {
  override readonly name = 'DoesNotFit'
}
