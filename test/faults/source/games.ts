import type { Queryable } from '../../real/tables.js'
import { OPENING_WEEKS, type Workload } from '../harness/workload.js'

/** Games of October 2018 at a pace below the machine's limit, so that only the source disturbs the sync. */
export const DISTURBED_WEEKS: Workload = { ...OPENING_WEEKS, pace: 60 }

/** 7 -> '0021800007'. The games of the opening weeks have the first numbers of the season. */
export const game = (number: number): string => `00218${String(number).padStart(5, '0')}`

/** Matches requests for the box score of one game. */
export const boxScoreOf = (number: number): RegExp =>
  new RegExp(`boxscoretraditionalv3\\?.*GameID=${game(number)}`)

/** The recorded attempts for one game's box score: '2 × RateLimited 429, then answered'. */
export async function attemptsOf(scene: Queryable, number: number): Promise<string> {
  const attempts = await scene.query<{ line: string }>(
    `select concat_ws(' ', nullif(count(*), 1) || ' ×', outcome, nullif(status, 200)) as line from raw_responses
     where not canary and params ->> 'GameID' = $1 group by run_id, outcome, status order by min(response_id)`,
    [game(number)],
  )
  return attempts.map(({ line }) => line).join(', then ')
}
