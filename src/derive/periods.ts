import { elapsed, periodSeconds, periodStart } from './clock.js'
import { DoesNotFit, type Action } from './game.js'

/** A moment of a game: seconds that have elapsed, and the place in the list of actions, since many share a clock. */
export interface Moment {
  readonly at: number
  readonly index: number
}

/** A period of a game: from its start until its end, whose index is that after its last action. */
export interface Period {
  readonly number: number
  readonly start: Moment
  readonly end: Moment
}

/** The periods of a game. Throws DoesNotFit where one is missing or not in one piece. */
export function periodsOf(actions: readonly Action[]): readonly Period[] {
  const periods: Period[] = []
  for (const [index, { period: number }] of actions.entries()) {
    const last = periods.at(-1)
    if (last?.number === number) {
      periods[periods.length - 1] = { ...last, end: { ...last.end, index: index + 1 } }
      continue
    }
    if (number !== periods.length + 1)
      throw new DoesNotFit(`period ${number} follows period ${last?.number ?? 'none'}`)
    const at = periodStart(number)
    periods.push({
      number,
      start: { at, index },
      end: { at: at + periodSeconds(number), index: index + 1 },
    })
  }
  return periods
}

/** The moment of an action. */
export const momentOf = (action: Action, index: number): Moment => ({ at: elapsed(action), index })
