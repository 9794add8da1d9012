import type { Rng } from '../../league/rng.js'

export interface ShotLocation {
  /** Tenths of a foot from the basket, the API's unit: x to the sides, y up the court. */
  readonly x: number
  readonly y: number
  /** Whole feet. */
  readonly distance: number
  readonly kind: string
}

/** The basket is 4 feet from the baseline, in tenths of a foot. */
const BEHIND_BASKET = -40
/** Half of the court's width, in tenths of a foot. */
const SIDE = 240

const NEAR = [
  'Driving Layup Shot',
  'Layup Shot',
  'Dunk Shot',
  'Cutting Layup Shot',
  'Running Layup Shot',
  'Tip Layup Shot',
]
const FAR = [
  'Jump Shot',
  'Jump Shot',
  'Pullup Jump shot',
  'Step Back Jump shot',
  'Fadeaway Jump Shot',
  'Hook Shot',
]
const THREE = ['Jump Shot', 'Jump Shot', 'Jump Shot', 'Pullup Jump shot', 'Step Back Jump shot']

/**
 * A random location for a shot of this value: 24 to 28 feet for a three-pointer, otherwise below 5 feet in 55 of 100
 * cases, up to 20 feet in the rest.
 */
export function randomShotLocation(rng: Rng, value: 2 | 3): ShotLocation {
  const near = value === 2 && rng.chance(0.55)
  const feet = value === 3 ? rng.int(24, 28) : near ? rng.int(0, 4) : rng.int(5, 20)
  const tenths = feet * 10
  // y follows from x on a half circle: a square root is exact everywhere, a sine differs between engines.
  const widest = Math.min(SIDE, tenths)
  const x = Math.round((2 * rng.next() - 1) * widest)
  const y = Math.max(BEHIND_BASKET, Math.round(Math.sqrt(tenths * tenths - x * x)))
  return { x, y, distance: feet, kind: rng.pick(value === 3 ? THREE : near ? NEAR : FAR) }
}
