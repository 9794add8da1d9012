/** The middle value; of an even number of values the mean of the middle two. NaN without a value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const above = sorted[Math.floor(sorted.length / 2)] ?? NaN
  const below = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN
  return (below + above) / 2
}

/** `43.7`: seconds, megabytes and ratios have one decimal, or two below ten where `digits` says so. */
export const number = (value: number, digits = 1): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

export const whole = (value: number): string => number(value, 0)

/** All values in the order in which they were measured: `43.7, 44.1, 45.5`. */
export const list = (values: readonly number[], digits = 1): string =>
  values.map((value) => number(value, digits)).join(', ')
