import type { Rng } from '../../league/rng.js'

export interface ShotPlace {
  /** Tenths of a foot from the basket, as the API counts: x to the sides, y into the field. */
  readonly x: number
  readonly y: number
  /** Whole feet. */
  readonly distance: number
  readonly kind: string
}

/** The basket is 4 feet inside the field. */
const BEHIND_BASKET = -40
/** Half of the field's width. */
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

/** Somewhere from where a shot has that value: a three-pointer from 23 to 28 feet, two of five others from below 5. */
export function shotFrom(rng: Rng, value: 2 | 3): ShotPlace {
  const near = value === 2 && rng.chance(0.55)
  const feet = value === 3 ? rng.int(24, 28) : near ? rng.int(0, 4) : rng.int(5, 20)
  const tenths = feet * 10
  // The height on a half circle over x needs no sine, which differs between engines.
  const widest = Math.min(SIDE, tenths)
  const x = Math.round((2 * rng.next() - 1) * widest)
  const y = Math.max(BEHIND_BASKET, Math.round(Math.sqrt(tenths * tenths - x * x)))
  return { x, y, distance: feet, kind: rng.pick(value === 3 ? THREE : near ? NEAR : FAR) }
}
