import { SIDES, type Action, type RecordedGame, type SideIndex, type Sides } from './game.js'

export const isShot = ({ actionType }: Action): boolean =>
  actionType === 'Made Shot' || actionType === 'Missed Shot'

export const isFreeThrow = ({ actionType }: Action): boolean => actionType === 'Free Throw'

/** A free throw for a technical foul: whoever has the ball keeps it. */
export const isTechnical = ({ actionType, subType }: Action): boolean =>
  actionType === 'Free Throw' && /technical/i.test(subType ?? '')

/** Whether a shot or a free throw went in. */
export const isMade = (action: Action): boolean =>
  isFreeThrow(action) ? !action.description.startsWith('MISS') : action.actionType === 'Made Shot'

/** The points that an action brings. */
export const pointsOf = (action: Action): number =>
  isMade(action) ? (isFreeThrow(action) ? 1 : (action.shotValue ?? 0)) : 0

/** The side of an action; undefined: it is of no team, or of one that is not known. */
export const sideOf = ({ teamId }: Action, { sides }: Pick<RecordedGame, 'sides'>): SideIndex | undefined =>
  SIDES.find((side) => sides[side].teamId === teamId)

/**
 * The place of the action to whose line-ups each action's points belong: its own, but a free throw's are those of the foul
 * before it, as in the league's plus/minus; players may be replaced in between.
 */
export function creditedAt(actions: readonly Action[]): readonly number[] {
  let foul: number | undefined
  return actions.map((action, index) => {
    if (action.period !== actions[index - 1]?.period) foul = undefined
    if (action.actionType === 'Foul') foul = index
    return isFreeThrow(action) ? (foul ?? index) : index
  })
}

/** The points of each side by each action: those of a free throw by the action to which they are credited. */
export function pointsByAction(game: RecordedGame): readonly Sides<number>[] {
  const credited = creditedAt(game.actions)
  const points = game.actions.map((): [number, number] => [0, 0])
  for (const [index, action] of game.actions.entries()) {
    const side = sideOf(action, game)
    const at = points[credited[index] ?? index]
    if (side !== undefined && at !== undefined) at[side] += pointsOf(action)
  }
  return points
}
