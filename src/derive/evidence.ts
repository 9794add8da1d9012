import type { Action, RecordedGame, SideIndex, Sides } from './game.js'
import { actingName, substitution, type SideNames } from './names.js'
import { momentOf, type Moment } from './periods.js'
import { sideOf } from './points.js'

/** What an action tells of a player: he acts on the floor, comes in, or goes out. */
export interface Evidence {
  readonly kind: 'acts' | 'in' | 'out'
  readonly side: SideIndex
  /** The players whom it may be about: one, but where two of a side share the name. */
  readonly players: readonly number[]
  readonly period: number
  readonly moment: Moment
}

/** All evidence of a game, in the order of its actions. */
export const evidenceOf = (game: RecordedGame, names: Sides<SideNames>): readonly Evidence[] =>
  game.actions.flatMap((action, index) => {
    const side = sideOf(action, game)
    if (side === undefined) return []
    const where = { side, period: action.period, moment: momentOf(action, index) }
    return told(action, names[side]).map((each) => ({ ...each, ...where }))
  })

type Told = Pick<Evidence, 'kind' | 'players'>

function told({ playerId, description, ...action }: Action, names: SideNames): readonly Told[] {
  const moved = action.actionType === 'Substitution' ? substitution(description) : undefined
  if (moved !== undefined)
    return [
      { kind: 'out', players: playerId === null ? names.whoMayBe(moved.leaves) : [playerId] },
      { kind: 'in', players: names.whoMayBe(moved.enters) },
    ]
  if (!isOnTheFloor(action)) return []
  const assisting = /\(([^()]*?) \d+ AST\)/.exec(description)?.[1]
  return [
    playerId === null ? names.whoIs(actingName(description) ?? '') : [playerId],
    assisting === undefined ? [] : names.whoIs(assisting),
  ]
    .filter((players) => players.length > 0)
    .map((players) => ({ kind: 'acts', players }))
}

/** Actions of which only a player on the floor is capable: a technical foul is whistled on the bench, too. */
const isOnTheFloor = ({ actionType, subType }: Pick<Action, 'actionType' | 'subType'>): boolean =>
  actionType === null || // a block or a steal
  ON_THE_FLOOR.has(actionType) ||
  (actionType === 'Foul' && !ON_THE_BENCH.test(subType ?? ''))

const ON_THE_FLOOR: ReadonlySet<string> = new Set([
  'Made Shot',
  'Missed Shot',
  'Free Throw',
  'Rebound',
  'Turnover',
  'Jump Ball',
  'Violation',
])

const ON_THE_BENCH = /technical|unsportsmanlike|taunt|hanging|too many/i
