import type { RecordedGame, Sides } from './game.js'
import type { Five } from './line-ups.js'
import { momentOf, type Period } from './periods.js'
import { creditedAt, pointsByAction } from './points.js'

/** A time in which the same ten players are on the floor. */
export interface Stint {
  /** From 1, in the order of the game. */
  readonly number: number
  readonly period: number
  /** Seconds of the game. */
  readonly start: number
  readonly end: number
  readonly fives: Sides<Five>
  readonly points: Sides<number>
}

export interface Stints {
  readonly stints: readonly Stint[]
  /** The number of the stint to which each action's points belong. */
  readonly ofAction: readonly number[]
}

/** Actions in a row with the same ten players. */
interface Run {
  readonly start: number
  readonly fives: Sides<Five>
  readonly actions: readonly number[]
}

/** Cuts a game into stints: wherever a five changes, and at each period's end. */
export function stintsOf(
  game: RecordedGame,
  periods: readonly Period[],
  fives: readonly Sides<Five>[],
): Stints {
  const credited = creditedAt(game.actions)
  const points = pointsByAction(game)
  const pointsOfRun = ({ actions }: Run, side: 0 | 1): number =>
    actions.reduce((sum, index) => sum + (points[index]?.[side] ?? 0), 0)
  const scores = (run: Run): boolean => pointsOfRun(run, 0) + pointsOfRun(run, 1) > 0

  const stints: Stint[] = []
  const numbers = game.actions.map(() => 0)
  for (const period of periods) {
    const runs = lasting(runsOf(game, period, fives), period.end.at, scores)
    for (const [i, run] of runs.entries()) {
      const number = stints.length + 1
      for (const index of run.actions) numbers[index] = number
      stints.push({
        number,
        period: period.number,
        start: run.start,
        end: runs[i + 1]?.start ?? period.end.at,
        fives: run.fives,
        points: [pointsOfRun(run, 0), pointsOfRun(run, 1)],
      })
    }
  }
  return { stints, ofAction: credited.map((index) => numbers[index] ?? 0) }
}

function runsOf(game: RecordedGame, { start, end }: Period, fives: readonly Sides<Five>[]): readonly Run[] {
  const runs: (Run & { readonly actions: number[] })[] = []
  for (const [offset, action] of game.actions.slice(start.index, end.index).entries()) {
    const index = start.index + offset
    const five = fives[index] ?? [[], []]
    const last = runs.at(-1)
    if (last !== undefined && isSame(last.fives, five)) last.actions.push(index)
    else
      runs.push({
        start: last === undefined ? start.at : Math.max(last.start, momentOf(action, index).at),
        fives: five,
        actions: [index],
      })
  }
  return runs
}

/**
 * The runs without those that last no time and bring no points: between substitutions at the same clock. Their actions
 * belong to the next one. Two in a row with the same players are one.
 */
function lasting(runs: readonly Run[], end: number, scores: (run: Run) => boolean): readonly Run[] {
  const kept: Run[] = []
  let before: readonly number[] = []
  for (const [i, run] of runs.entries()) {
    const last = kept.at(-1)
    if ((runs[i + 1]?.start ?? end) === run.start && !scores(run) && i + 1 < runs.length) {
      before = [...before, ...run.actions]
      continue
    }
    const actions = [...before, ...run.actions]
    before = []
    if (last !== undefined && isSame(last.fives, run.fives))
      kept[kept.length - 1] = { ...last, actions: [...last.actions, ...actions] }
    else kept.push({ ...run, actions })
  }
  return kept
}

const isSame = (some: Sides<Five>, others: Sides<Five>): boolean =>
  some.every((five, side) => five.every((player, i) => player === others[side]?.[i]))
