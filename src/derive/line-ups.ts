import { evidenceOf, type Evidence } from './evidence.js'
import { fittingReadings } from './fitting.js'
import { DoesNotFit, FIVE, otherSide, type RecordedGame, type SideIndex, type Sides } from './game.js'
import type { SideNames } from './names.js'
import type { Period } from './periods.js'
import { pointsByAction } from './points.js'
import { readingsOf, type Reading } from './readings.js'

/** The players of a side on the floor, by ascending id. */
export type Five = readonly number[]

/**
 * Both fives on the floor at each action, a substitution's own with who came in, by the play-by-play and the minutes of
 * the box score. Throws DoesNotFit where not exactly one reading of the game fits both.
 */
export function lineUpsOf(
  game: RecordedGame,
  names: Sides<SideNames>,
  periods: readonly Period[],
): readonly Sides<Five>[] {
  const evidence = evidenceOf(game, names)
  const [home, away] = [fivesOf(game, periods, evidence, 0), fivesOf(game, periods, evidence, 1)]
  return game.actions.map((_action, i) => [home[i] ?? [], away[i] ?? []])
}

function fivesOf(
  game: RecordedGame,
  periods: readonly Period[],
  evidence: readonly Evidence[],
  side: SideIndex,
): readonly Five[] {
  const ofSide = evidence.filter((each) => each.side === side)
  const readings = periods.map((period) => readingsOfPeriod(game, period, ofSide, side))
  const margin = pointsByAction(game).map((points) => points[side] - points[otherSide(side)])
  const on: number[][] = game.actions.map(() => [])
  for (const { playerId, from, to } of fittingReadings(game.sides[side].players, readings, margin).flat())
    for (let i = from.index; i < to.index; i++) on[i]?.push(playerId)
  if (on.some((five) => five.length !== FIVE))
    throw new DoesNotFit('not five players of a side are on the floor')
  return on.map((five) => five.toSorted((a, b) => a - b))
}

function readingsOfPeriod(
  { sides, starters }: RecordedGame,
  period: Period,
  evidence: readonly Evidence[],
  side: SideIndex,
): readonly Reading[] {
  const ofPeriod = evidence.filter((each) => each.period === period.number)
  if (ofPeriod.some(({ players }) => players.length === 0))
    throw new DoesNotFit(`a substitution of period ${period.number} names a stranger`)
  const players = sides[side].players.map(({ playerId }) => playerId)
  const readings = readingsOf(period, ofPeriod, players, starters?.get(period.number)?.[side])
  if (readings.length === 0)
    throw new DoesNotFit(`the actions of period ${period.number} are not those of five players of a side`)
  return readings
}
