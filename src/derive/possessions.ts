import { otherSide, type RecordedGame, type SideIndex } from './game.js'
import { momentOf, type Moment, type Period } from './periods.js'
import { isMade, isShot, pointsOf, sideOf } from './points.js'
import { turnsOf, type Turn } from './turns.js'

/** How a possession ends. `other`: the ball changes hands and no action says how. */
export type Ending =
  'made_shot' | 'free_throws' | 'defensive_rebound' | 'turnover' | 'jump_ball' | 'end_of_period' | 'other'

/** A time in which one side has the ball. Those of a period take turns and leave no time out. */
export interface Possession {
  /** From 1, in the order of the game. */
  readonly number: number
  readonly period: number
  readonly offense: SideIndex
  /** Seconds of the game. */
  readonly start: number
  readonly end: number
  readonly points: number
  /** Points of the other side: free throws for technical fouls. */
  readonly defensePoints: number
  readonly ending: Ending
  /** The number of the stint in which it ends. */
  readonly stint: number
}

/** The end of a possession. */
interface End {
  readonly side: SideIndex
  readonly ending: Ending
  /** From here on actions belong to the next possession. */
  readonly moment: Moment
  /** The action that ends it. */
  readonly action: number
}

/** Cuts a game into possessions. `stintOf`: the number of each action's stint. */
export function possessionsOf(
  game: RecordedGame,
  periods: readonly Period[],
  stintOf: readonly number[],
): readonly Possession[] {
  const possessions: Possession[] = []
  for (const period of periods) {
    let start = period.start
    for (const { side, ending, moment, action } of endsOf(game, period)) {
      const end = { ...moment, at: Math.max(start.at, moment.at) }
      const points = pointsBetween(game, start.index, end.index)
      possessions.push({
        number: possessions.length + 1,
        period: period.number,
        offense: side,
        start: start.at,
        end: end.at,
        points: points[side],
        defensePoints: points[otherSide(side)],
        ending,
        stint: stintOf[action] ?? 0,
      })
      start = end
    }
  }
  return possessions
}

/** The ends of a period's possessions, the last of which is the period's. */
function endsOf(game: RecordedGame, period: Period): readonly End[] {
  const turns = turnsOf(game, period)
  const ends = turns.flatMap((turn, i) => endOf(game, turn, turns[i + 1]) ?? [])
  const last = ends.at(-1)
  const final = turns.at(-1)
  if (final === undefined) return []
  const end = { ending: 'end_of_period', moment: period.end, action: period.end.index - 1 } as const
  // Who gets the ball last may do nothing with it.
  if (ends.length < turns.length || last === undefined) return [...ends, { ...end, side: final.side }]
  if (last.moment.at < period.end.at) return [...ends, { ...end, side: otherSide(final.side) }]
  return [...ends.slice(0, -1), { ...last, moment: period.end }]
}

/** The end of a turn; undefined: nothing ends the last one of a period but the period. */
function endOf(game: RecordedGame, { side, last }: Turn, next: Turn | undefined): End | undefined {
  const { actions } = game
  const [action, taking] = [actions[last], next && actions[next.first]]
  if (action === undefined) return undefined
  if (next !== undefined && taking?.actionType === 'Rebound')
    return { side, ending: 'defensive_rebound', moment: momentOf(taking, next.first), action: next.first }
  const ended = { side, moment: { ...momentOf(action, last), index: last + 1 }, action: last }
  if (action.actionType === 'Turnover') return { ...ended, ending: 'turnover' }
  if (isMade(action)) return { ...ended, ending: isShot(action) ? 'made_shot' : 'free_throws' }
  if (next === undefined) return undefined
  const jump = actions.findIndex(
    ({ actionType }, index) => index > last && index < next.first && actionType === 'Jump Ball',
  )
  const ball = actions[jump]
  return ball === undefined
    ? { ...ended, ending: 'other' }
    : { side, ending: 'jump_ball', moment: momentOf(ball, jump), action: jump }
}

/** The points of each side by the actions of a part of the list. */
function pointsBetween(game: RecordedGame, from: number, to: number): readonly [number, number] {
  const points: [number, number] = [0, 0]
  for (const action of game.actions.slice(from, to)) {
    const side = sideOf(action, game)
    if (side !== undefined) points[side] += pointsOf(action)
  }
  return points
}
