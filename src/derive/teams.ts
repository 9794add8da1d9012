import { DoesNotFit, SIDES, type Action, type RecordedGame, type SideIndex, type Sides } from './game.js'
import { substitution, type SideNames } from './names.js'
import { isFreeThrow, isShot, sideOf } from './points.js'

/**
 * The game with a team for each action of a player: the source's, otherwise that of its side, or of the side that has the
 * names of the description. Throws DoesNotFit where a shot, a free throw or a substitution is of a team that is not known.
 */
export const withTeams = (game: RecordedGame, names: Sides<SideNames>): RecordedGame => ({
  ...game,
  actions: game.actions.map((action) => {
    if (sideOf(action, game) !== undefined) return action
    const side = located(action) ?? named(action, names)
    if (side !== undefined) return { ...action, teamId: game.sides[side].teamId }
    if (isShot(action) || isFreeThrow(action) || action.actionType === 'Substitution')
      throw new DoesNotFit(`an action of period ${action.period} is of a team that is not known`)
    return action
  }),
})

/** The side that the source gives. */
const located = ({ location }: Action): SideIndex | undefined =>
  location === null ? undefined : location === 'h' ? 0 : 1

/** The side that alone has the players whom a description names. */
function named({ description }: Action, names: Sides<SideNames>): SideIndex | undefined {
  const moved = substitution(description)
  const [side, another] = SIDES.filter((each) =>
    moved === undefined
      ? names[each].begin(description)
      : [moved.enters, moved.leaves].every((name) => names[each].has(name)),
  )
  return another === undefined ? side : undefined
}
