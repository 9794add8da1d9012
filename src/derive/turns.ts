import type { Action, RecordedGame, SideIndex } from './game.js'
import type { Period } from './periods.js'
import { isFreeThrow, isMade, isShot, isTechnical, sideOf } from './points.js'

/** Actions by which one side has the ball, until one by which the other has it. */
export interface Turn {
  readonly side: SideIndex
  /** Places of its first and last action in the game's list. */
  readonly first: number
  readonly last: number
}

/** The turns of a period: the sides alternate. */
export function turnsOf(game: RecordedGame, { start, end }: Period): readonly Turn[] {
  const turns: Turn[] = []
  let rebounds = false // whether the ball is up for a rebound
  for (const [offset, action] of game.actions.slice(start.index, end.index).entries()) {
    const index = start.index + offset
    const isAttempt = isShot(action) || isFreeThrow(action)
    const has =
      (isAttempt && !isTechnical(action)) ||
      (action.actionType === 'Turnover' && action.subType !== NO_TURNOVER) ||
      (action.actionType === 'Rebound' && rebounds)
    if (isAttempt) rebounds = !isMade(action) && !isFollowed(action.subType)
    const side = sideOf(action, game)
    if (!has || side === undefined) continue
    const last = turns.at(-1)
    if (last?.side === side) turns[turns.length - 1] = { ...last, last: index }
    else turns.push({ side, first: index, last: index })
  }
  const last = turns.at(-1)
  // A rebound at the buzzer gives nobody the ball.
  if (turns.length > 1 && last?.first === last?.last && isAtBuzzer(game.actions[last?.last ?? 0])) turns.pop()
  return turns
}

const isAtBuzzer = (action: Action | undefined): boolean =>
  action?.actionType === 'Rebound' && action.secondsLeft === 0

/** A turnover that was called and taken back. */
const NO_TURNOVER = 'No Turnover'

/**
 * Whether another free throw follows, or the ball goes to whoever had it: the rebound that the list has after such a one
 * is no rebound.
 */
function isFollowed(subType: string | null): boolean {
  const [, number, of] = /(\d) of (\d)/.exec(subType ?? '') ?? []
  return number !== of || /technical|flagrant|clear path/i.test(subType ?? '')
}
