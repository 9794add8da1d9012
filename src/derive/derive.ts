import { differencesOf, type Differences } from './differences.js'
import { DoesNotFit, type RecordedGame, SIDES } from './game.js'
import { lineUpsOf } from './line-ups.js'
import { SideNames } from './names.js'
import { periodsOf } from './periods.js'
import { possessionsOf, type Possession } from './possessions.js'
import { stintsOf, type Stint } from './stints.js'
import { withTeams } from './teams.js'

/** What a game gives, or the reason why it does not fit. */
export type DerivedGame =
  | {
      readonly stints: readonly Stint[]
      readonly possessions: readonly Possession[]
      readonly differences: Differences
    }
  | { readonly reason: string }

/** Derives who was on the floor, and the possessions, from a game's play-by-play and box score. */
export function derive(given: RecordedGame): DerivedGame {
  const [home, away] = given.sides
  const names = [new SideNames(home, given.actions), new SideNames(away, given.actions)] as const
  try {
    const game = withTeams(given, names)
    const periods = periodsOf(game.actions)
    const { stints, ofAction } = stintsOf(game, periods, lineUpsOf(game, names, periods))
    const possessions = possessionsOf(game, periods, ofAction)
    checkPoints(game, stints, possessions)
    return { stints, possessions, differences: differencesOf(game, stints) }
  } catch (error) {
    if (error instanceof DoesNotFit) return { reason: error.message }
    throw error
  }
}

/** Throws DoesNotFit where the points of the actions are not the final score. */
function checkPoints(game: RecordedGame, stints: readonly Stint[], possessions: readonly Possession[]): void {
  const final = game.sides.map(({ points }) => points).join(' : ')
  const ofStints = SIDES.map((side) => sum(stints.map(({ points }) => points[side])))
  const ofPossessions = SIDES.map((side) =>
    sum(possessions.map(({ offense, points, defensePoints }) => (offense === side ? points : defensePoints))),
  )
  for (const points of [ofStints.join(' : '), ofPossessions.join(' : ')])
    if (points !== final) throw new DoesNotFit(`its actions give ${points}, the game ended ${final}`)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)
