/** A game has four periods; those that follow are overtimes. */
const PERIODS = 4
const PERIOD_SECONDS = 720
const OVERTIME_SECONDS = 300

/** The length of a period in seconds. */
export const periodSeconds = (period: number): number =>
  period <= PERIODS ? PERIOD_SECONDS : OVERTIME_SECONDS

/** The seconds of the game that have elapsed when a period starts. */
export const periodStart = (period: number): number =>
  Math.min(period - 1, PERIODS) * PERIOD_SECONDS + Math.max(0, period - 1 - PERIODS) * OVERTIME_SECONDS

/** The seconds of the game that have elapsed at a clock, which has hundredths at most. */
export const elapsed = ({
  period,
  secondsLeft,
}: {
  readonly period: number
  readonly secondsLeft: number
}): number =>
  Math.round((periodStart(period) + periodSeconds(period) - secondsLeft) * HUNDREDTHS) / HUNDREDTHS

const HUNDREDTHS = 100
