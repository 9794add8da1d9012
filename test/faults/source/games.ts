import { OPENING_WEEKS, type Workload } from '../harness/workload.js'

/** Games of October 2018 at a pace that leaves the machine time to breathe: what disturbs here is the source. */
export const DISTURBED_WEEKS: Workload = { ...OPENING_WEEKS, pace: 60 }

/** '0021800007': the games of the opening weeks have the first numbers of the season. */
export const game = (number: number): string => `00218${String(number).padStart(5, '0')}`

/** Requests for the box score of one game. */
export const boxScoreOf = (number: number): RegExp =>
  new RegExp(`boxscoretraditionalv3\\?.*GameID=${game(number)}`)
